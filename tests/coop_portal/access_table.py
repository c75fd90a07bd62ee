"""Who gets what at the addresses of the portal as a whole."""

from accounts.domain.calendar_feeds import open_feed
from tests.access import everybody, only, signed_in_only
from tests.factories import AT

AGENDA = ("officer", "leader", "clerk", "district", "district_other")


def _feed(world):
    return {"secret": open_feed(world.people["officer"], at=AT)}


ROWS = {
    "home": {"GET": signed_in_only() | {"administrator": 302}, "POST": signed_in_only(ok=405)},
    "agenda": {"GET": only(*AGENDA), "POST": only(*AGENDA, ok=405)},
    "open_feed": {"GET": only(*AGENDA, ok=405), "POST": only(*AGENDA, ok=302)},
    "revoke_feed": {"GET": only(*AGENDA, ok=405), "POST": only(*AGENDA, ok=302)},
    # A calendar program cannot sign in: the address is the secret.
    "feed": {"args": _feed, "GET": everybody(), "POST": everybody(ok=405)},
    # No worker has ever been seen in a test, and the page says so to every monitor.
    "health": {"GET": everybody(ok=503), "POST": everybody(ok=405)},
    "set_language": {"GET": everybody(ok=302), "POST": everybody(ok=302)},
    "rehearsal:move": {"GET": signed_in_only(ok=405), "POST": signed_in_only(ok=302)},
}
