"""Who gets what at the addresses of the portal as a whole."""

from tests.access import everybody, signed_in_only

ROWS = {
    "home": {"GET": signed_in_only() | {"administrator": 302}, "POST": signed_in_only(ok=405)},
    # No worker has ever been seen in a test, and the page says so to every monitor.
    "health": {"GET": everybody(ok=503), "POST": everybody(ok=405)},
    "set_language": {"GET": everybody(ok=302), "POST": everybody(ok=302)},
    "rehearsal:move": {"GET": signed_in_only(ok=405), "POST": signed_in_only(ok=302)},
}
