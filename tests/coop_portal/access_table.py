"""Who gets what at the addresses of the portal as a whole."""

from accounts.domain.calendar_feeds import open_feed
from tests.access import everybody, only, signed_in_only
from tests.factories import AT

AGENDA = ("officer", "leader", "clerk", "district", "district_other")
READERS = ("officer", "leader", "clerk")
PAST_YEAR = {
    "args": lambda world: {"year": 2021},
    "GET": only(*READERS),
    "POST": only(*READERS, ok=405),
}


def _feed(world):
    return {"secret": open_feed(world.people["officer"], at=AT)}


ROWS = {
    "home": {"GET": signed_in_only() | {"administrator": 302}, "POST": signed_in_only(ok=405)},
    "agenda": {"GET": only(*AGENDA), "POST": only(*AGENDA, ok=405)},
    "overdue": {"GET": only(*AGENDA), "POST": only(*AGENDA, ok=405)},
    "open_feed": {"GET": only(*AGENDA, ok=405), "POST": only(*AGENDA, ok=302)},
    "revoke_feed": {"GET": only(*AGENDA, ok=405), "POST": only(*AGENDA, ok=302)},
    # A calendar program cannot sign in: the address is the secret.
    "feed": {"args": _feed, "GET": everybody(), "POST": everybody(ok=405)},
    "reports:this_year": {"GET": only(*READERS, ok=302), "POST": only(*READERS, ok=405)},
    "reports:year": PAST_YEAR,
    "reports:xlsx": PAST_YEAR,
    # There is no kind «Báo cáo» in this world, and the answer says so.
    "reports:pdf": PAST_YEAR | {"GET": only(*READERS, ok=503)},
    "reports:docx": PAST_YEAR | {"GET": only(*READERS, ok=503)},
    "reports:draft": PAST_YEAR | {"GET": only("officer", ok=405), "POST": only("officer", ok=302)},
    "reports:relations": PAST_YEAR,
    "reports:activities": PAST_YEAR,
    "reports:agreements": PAST_YEAR,
    "reports:agreements_in_force": PAST_YEAR,
    "reports:targets": PAST_YEAR,
    "reports:duties": PAST_YEAR,
    "reports:commitments": PAST_YEAR,
    # No worker has ever been seen in a test, and the page says so to every monitor.
    "health": {"GET": everybody(ok=503), "POST": everybody(ok=405)},
    "set_language": {"GET": everybody(ok=302), "POST": everybody(ok=302)},
    "rehearsal:move": {"GET": signed_in_only(ok=405), "POST": signed_in_only(ok=302)},
}
