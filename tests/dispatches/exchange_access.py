"""Who gets what at the addresses of messages to and from other systems."""

from dispatches.domain import importing, printing
from tests.access import only
from tests.dispatches import factories
from tests.dispatches.exchange.messages import reply_file
from tests.factories import AT


def _issued(world):
    dispatch = factories.issued()
    printing.build_pdf(dispatch, at=AT)
    return {"pk": dispatch.pk}


def _brought(world):
    return {"pk": importing.bring(reply_file(), by=factories.clerk(), at=AT).pk}


ROWS = {
    "dispatches:export_dispatch": {
        "args": _issued,
        "GET": only("officer", "clerk"),
        "POST": only("officer", "clerk", ok=405),
    },
    "dispatches:bring_message": {"GET": only("clerk"), "POST": only("clerk")},
    "dispatches:message_letter": {
        "args": _brought,
        "GET": only("clerk"),
        "POST": only("clerk", ok=405),
    },
    "dispatches:message": {
        "args": _brought,
        "GET": only("clerk"),
        "POST": only("clerk", ok=302),
    },
}
