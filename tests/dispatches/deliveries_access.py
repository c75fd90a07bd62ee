"""Who gets what at the addresses of deliveries."""

from tests.access import everybody, only
from tests.dispatches import deliveries, enclosing

READERS = ("officer", "leader", "clerk")
SENDERS = ("officer", "clerk")
SEND = {"GET": only(*SENDERS), "POST": only(*SENDERS)}


def _dispatch(world):
    return {"pk": deliveries.issued_to(deliveries.HEALTH).pk}


def _delivery(world):
    return {"delivery": deliveries.one_sent().pk}


def _enclosed(world):
    note = enclosing.issued()
    deliveries.print_enclosed(note)
    return {"pk": note.pk, "ordinal": 1}


ROWS = {
    "dispatches:enclosure": {
        "args": _enclosed,
        "GET": only(*READERS),
        "POST": only(*READERS, ok=405),
    },
    "dispatches:deliveries": {
        "args": _dispatch,
        "GET": only(*READERS),
        "POST": only(*READERS, ok=405),
    },
    "dispatches:send": SEND | {"args": _dispatch},
    "dispatches:send_again": SEND | {"args": _delivery},
    "dispatches:hand_over": SEND | {"args": _delivery},
    "dispatches:bounce": SEND | {"args": _delivery},
    "dispatches:receive": {
        "args": lambda world: {"token": deliveries.one_sent().token},
        "GET": everybody(),
        "POST": everybody(),
    },
}
