"""Who gets what at the addresses of districts."""

from dispatches.enums import Channel
from districts.models import DistrictOfficer
from tests.access import DEPARTMENT, UNITS, only
from tests.dispatches import deliveries

EDITORS = ("officer", "administrator")


def _unit(world):
    return {"pk": world.unit.pk}


def _duty(world):
    return {"pk": DistrictOfficer.objects.get(district=world.unit).pk}


def _received(world):
    return {"pk": deliveries.one_sent(Channel.PORTAL, name=world.unit.committee).pk}


RECEIVED = {"GET": only("district"), "POST": only(*UNITS, ok=405)}
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
    "districts:received": {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)},
    "districts:received_one": RECEIVED | {"args": _received},
    "districts:received_file": RECEIVED | {"args": _received},
    "districts:officers": {"GET": only("administrator"), "POST": only("administrator", ok=405)},
    "districts:officer_assign": ADMINISTRATOR,
    "districts:officer_end": ADMINISTRATOR | {"args": _duty},
}
