"""Who gets what at the addresses of districts."""

from accounts.actors import SYSTEM
from districts.domain.reorganising import reorganise
from districts.enums import SuccessionKind, UnitKind
from districts.models import DistrictOfficer
from districts.rules.acts import Act, Link, NewUnit
from tests import factories
from tests.access import DEPARTMENT, UNITS, only
from tests.factories import DAY

EDITORS = ("officer", "administrator")


def _unit(world):
    return {"pk": world.unit.pk}


def _duty(world):
    return {"pk": DistrictOfficer.objects.get(district=world.unit).pk}


FORM = {"GET": only(*EDITORS), "POST": only(*EDITORS)}
ADMINISTRATOR = {"GET": only("administrator"), "POST": only("administrator")}

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
    "districts:officers": {"GET": only("administrator"), "POST": only("administrator", ok=405)},
    "districts:officer_assign": ADMINISTRATOR,
    "districts:officer_end": ADMINISTRATOR | {"args": _duty},
}


def _act(world):
    begun = [NewUnit(code="moi", kind=UnitKind.TOWN, name="Mới", rank=3)]
    factories.district("Cũ", code="cu")
    act = Act(
        on=DAY,
        title="Thành lập thị xã",
        basis="Nghị quyết số 1/NQ",
        ends=["cu"],
        new=begun,
        links=[Link("cu", "moi", SuccessionKind.KIND_CHANGED)],
    )
    return {"pk": reorganise(act, by=SYSTEM, at=factories.AT).pk}


ROWS |= {
    "districts:acts": {"GET": only(*DEPARTMENT), "POST": only(*DEPARTMENT, ok=405)},
    "districts:act": {
        "args": _act,
        "GET": only(*DEPARTMENT),
        "POST": only(*DEPARTMENT, ok=405),
    },
    "districts:act_new": FORM,
    "districts:transfer": FORM | {"args": _unit},
    "districts:communes": FORM,
    "districts:communes_template": {"GET": only(*EDITORS), "POST": only(*EDITORS, ok=405)},
}
