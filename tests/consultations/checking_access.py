"""Who gets what at the addresses of the checking inside a unit; part of this app's access table."""

from consultations.domain import checking, drafts
from tests.access import UNITS, only
from tests.consultations.answering_access import asked, own
from tests.consultations.factories import IN_TIME


def _handed_in(world):
    call = asked(world)
    call.save()
    version = drafts.version_of(call.consultee)
    checking.hand_in(call.consultee, version=version, by=call.person, at=IN_TIME)
    return {"consultee": call.consultee.pk}


def _version(world):
    return _handed_in(world) | {"version": 1}


CHECKING = {
    "consultations:hand_in": {
        "args": _handed_in,
        "GET": only(*UNITS, ok=405),
        "POST": own(302),
    },
    "consultations:give_back": {"args": _handed_in, "GET": own(), "POST": own()},
    "consultations:handed_in": {
        "args": _version,
        "GET": own(),
        "POST": only(*UNITS, ok=405),
    },
}
