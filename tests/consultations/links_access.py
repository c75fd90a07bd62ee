"""Who gets what at the addresses of personal links; part of this app's access table."""

from tests.access import everybody, only
from tests.consultations.officer_access import _unit


def _person(world):
    return _unit(world) | {"user": world.people["district"].pk}


LINKS = {
    "consultations:link": {"GET": everybody(404), "POST": everybody(404)},
    "consultations:ask_for_link": {"GET": everybody(), "POST": everybody()},
    "consultations:unit_links": {
        "args": _unit,
        "GET": only("officer"),
        "POST": only("officer", ok=405),
    },
    "consultations:give_link": {
        "args": _person,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "consultations:revoke_link": {
        "args": _person,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
}
