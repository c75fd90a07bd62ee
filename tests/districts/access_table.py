"""Who gets what at the addresses of districts."""

import datetime as dt

from accounts.actors import SYSTEM
from dispatches.enums import Channel
from districts.domain import delegations
from districts.domain.vocabulary import create_field
from districts.models import DistrictOfficer
from tests import factories as base
from tests.access import DEPARTMENT, UNITS, only
from tests.dispatches import deliveries, enclosing
from tests.districts import acts, factories
from tests.factories import DAY

EDITORS = ("officer", "administrator")


def _unit(world):
    return {"pk": world.unit.pk}


def _duty(world):
    return {"pk": DistrictOfficer.objects.get(district=world.unit).pk}


def _received(world):
    return {"pk": deliveries.one_sent(Channel.PORTAL, name=world.unit.committee).pk}


def _received_enclosure(world):
    note = enclosing.issued(addressee=world.unit.committee)
    deliveries.print_it(note)
    deliveries.print_enclosed(note)
    [delivery] = deliveries.sent(note, Channel.PORTAL, "")
    return {"pk": delivery.pk, "enclosed": 1}


def _delegation(world):
    """Given to a colleague who only drafts."""
    colleague = base.officer_of(world.unit, "soan", may_submit=False)
    made = delegations.delegate(
        world.unit,
        to=colleague.district_duties.get(),
        valid_from=DAY,
        valid_to=DAY + dt.timedelta(days=1),
        by=world.people["district"],
        at=base.AT,
        today=DAY,
    )
    return {"pk": made.pk}


RECEIVED = {"GET": only("district"), "POST": only(*UNITS, ok=405)}


def _asked(world):
    return factories.duty(world.unit, due=DAY)


def _task(world):
    return {"duty": _asked(world).pk, "occurrence": "mot-lan"}


def _draft_file(world):
    report = factories.draft(_asked(world), world.unit, uploads=[factories.UPLOAD])
    return {"pk": report.files.get().pk}


def _report(world):
    return {"pk": factories.submitted(_asked(world), world.unit).pk}


def _report_file(world):
    report = factories.submitted(_asked(world), world.unit, uploads=[factories.UPLOAD])
    return {"pk": report.files.get().pk}


def _field(_world):
    facts = {"code": "cong-nghe", "name": "công nghệ", "rank": 1}
    return {"pk": create_field(**facts, by=SYSTEM, at=base.AT).pk}


def _orientation(world):
    return {"pk": factories.orientation(world.unit).pk}


def _act(_world):
    base.district("Cũ", code="cu")
    made = acts.enter(("cu", "moi", "kind_changed"), new=[("moi", "town", "Mới")], on=DAY)
    return {"pk": made.pk}


FORM = {"GET": only(*EDITORS), "POST": only(*EDITORS)}
ADMINISTRATOR = {"GET": only("administrator"), "POST": only("administrator")}

READERS = ("officer", "leader", "clerk")
PAGE = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}
OFFICER = {"GET": only("officer"), "POST": only("officer")}
REMOVAL = {"GET": only("officer"), "POST": only("officer", ok=302)}
# Before there is a programme, nothing can be put under it.
UNDER = {"GET": only("officer", ok=404), "POST": only("officer", ok=404)}

ROWS = {
    "districts:list": {"GET": only(*DEPARTMENT), "POST": only(*DEPARTMENT, ok=405)},
    "districts:new": FORM,
    "districts:unit": {
        "args": _unit,
        "GET": only(*DEPARTMENT),
        "POST": only(*DEPARTMENT, ok=405),
    },
    "districts:change": FORM | {"args": _unit},
    "districts:mine": {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)},
    # Who acts for no unit finds nothing there.
    "districts:delegations": {"GET": only(*UNITS), "POST": only(*UNITS)},
    "districts:delegation_revoke": {
        "args": _delegation,
        "GET": only(*UNITS, ok=405),
        "POST": only("district", ok=302),
    },
    "districts:received": {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)},
    "districts:received_one": RECEIVED | {"args": _received},
    "districts:received_file": RECEIVED | {"args": _received},
    "districts:received_enclosure": RECEIVED | {"args": _received_enclosure},
    "districts:officers": {"GET": only("administrator"), "POST": only("administrator", ok=405)},
    "districts:officer_assign": ADMINISTRATOR,
    # An empty form is a whole one: the officer then drafts only.
    "districts:officer_authorise": {
        "args": _duty,
        "GET": only("administrator"),
        "POST": only("administrator", ok=302),
    },
    "districts:officer_end": ADMINISTRATOR | {"args": _duty},
    "districts:my_duties": {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)},
    "districts:report": {"args": _task, "GET": only("district"), "POST": only("district")},
    "districts:report_file": {
        "args": _draft_file,
        "GET": only("district"),
        "POST": only(*UNITS, ok=405),
    },
    "districts:report_file_detach": {
        "args": _draft_file,
        "GET": only(*UNITS, ok=405),
        "POST": only("district", ok=302),
    },
    "districts:duties": PAGE,
    "districts:reports": PAGE,
    "districts:report_page": PAGE | {"args": _report},
    "districts:report_accept": {
        "args": _report,
        "GET": only("officer"),
        "POST": only("officer", ok=302),
    },
    "districts:report_return": OFFICER | {"args": _report},
    "districts:report_withdraw": OFFICER | {"args": _report},
    "districts:unit_report_file": PAGE | {"args": _report_file},
    "districts:programme_change": OFFICER,
    "districts:fields": {"GET": only("officer"), "POST": only("officer", ok=405)},
    "districts:field_new": OFFICER,
    "districts:field_change": OFFICER | {"args": _field},
    "districts:orientation_new": UNDER,
    "districts:orientation_change": OFFICER | {"args": _orientation},
    "districts:duty_new": UNDER,
    "districts:duty_change": OFFICER | {"args": lambda world: {"pk": _asked(world).pk}},
    "districts:orientation_remove": REMOVAL | {"args": _orientation},
    "districts:duty_remove": REMOVAL | {"args": lambda world: {"pk": _asked(world).pk}},
    "districts:acts": {"GET": only(*DEPARTMENT), "POST": only(*DEPARTMENT, ok=405)},
    "districts:act": {
        "args": _act,
        "GET": only(*DEPARTMENT),
        "POST": only(*DEPARTMENT, ok=405),
    },
    "districts:act_new": FORM,
    "districts:act_change": FORM | {"args": _act},
    "districts:act_successors": FORM | {"args": _act},
    "districts:transfer": FORM | {"args": _unit},
    "districts:communes": FORM,
    "districts:communes_template": {"GET": only(*EDITORS), "POST": only(*EDITORS, ok=405)},
}
