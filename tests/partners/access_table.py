"""Who gets what at the addresses of partners."""

from partners.agreement_enums import TextKind
from partners.domain.agreement_clocks import open_reports
from tests.access import only
from tests.partners.courses import a_text, asked, promised, signed_through_course, tacit
from tests.partners.factories import agreement, partner

READERS = ("officer", "leader", "clerk")
LIST = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}

OFFICER = {"GET": only("officer"), "POST": only("officer")}
OWN = only("district") | {"district_other": 404}


def own_agreement(world):
    return agreement(world.unit, partner())


def of(make=own_agreement):
    return {"args": lambda world: {"pk": make(world).pk}}


def part(name, make):
    """A page of a part of an agreement."""

    def args(world):
        made = make(world)
        return {"pk": made.agreement_id, name: made.pk}

    return {"args": args}


def a_report(world):
    made = signed_through_course(world.unit)
    return {"pk": made.pk, "key": next(open_reports(made)).key}


ROWS = {
    "partners:list": LIST,
    "partners:partner": LIST | {"args": lambda world: {"pk": partner().pk}},
    "partners:agreements": LIST,
    "partners:begin_agreement": OFFICER,
    "partners:record_agreement": OFFICER,
    "partners:agreement": LIST | of(),
    "partners:change_agreement": OFFICER | of(),
    "partners:agreement_child": OFFICER | of(),
    "partners:agreement_step": OFFICER
    | {"args": lambda world: {"pk": own_agreement(world).pk, "to": "suspended"}},
    "partners:agreement_party": OFFICER | of(),
    "partners:agreement_signatory": OFFICER
    | part("party", lambda world: own_agreement(world).parties.first()),
    "partners:agreement_remove_party": {
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    }
    | part("party", lambda world: own_agreement(world).parties.first()),
    "partners:agreement_text": OFFICER | of(),
    "partners:agreement_file": LIST
    | part("text", lambda world: a_text(own_agreement(world), TextKind.SIGNED)),
    "partners:agreement_ask": OFFICER | of(),
    "partners:agreement_body": OFFICER | of(),
    "partners:opinion_receipt": OFFICER
    | part("opinion", lambda world: asked(world.unit).opinions.first()),
    "partners:opinion_reply": OFFICER
    | part("opinion", lambda world: asked(world.unit).opinions.first()),
    "partners:agreement_report": OFFICER | {"args": a_report},
    "partners:agreement_renewal": OFFICER | of(lambda world: tacit(world.unit)),
    "partners:agreement_commitment": OFFICER | of(),
    "partners:commitment_progress": OFFICER
    | part("commitment", lambda world: promised(own_agreement(world), world.unit)),
    "partners:own_agreements": {
        "GET": only("district", "district_other"),
        "POST": only("district", "district_other", ok=405),
    },
    "partners:own_agreement": {"GET": OWN, "POST": only("district", "district_other", ok=405)}
    | of(),
    "partners:own_agreement_file": {
        "GET": OWN,
        "POST": only("district", "district_other", ok=405),
    }
    | part("text", lambda world: a_text(own_agreement(world), TextKind.DRAFT)),
    "partners:own_progress": {"GET": OWN, "POST": OWN}
    | {"args": lambda world: {"commitment": promised(own_agreement(world), world.unit).pk}},
}
