"""Letters of units that come in as messages, for tests."""

import datetime as dt

from consultations.models import PendingResponse, Round
from dispatches.domain import importing
from dispatches.exchange.message import Code, Organ
from dispatches.models import IncomingDocument
from tests.consultations import rounds
from tests.consultations.rounds import AT
from tests.dispatches.exchange.messages import reply_file


def arrived(
    round_: Round, unit: str = "Lục Ngạn", *, at: dt.datetime = AT, number: int = 812, **changes
) -> IncomingDocument:
    """The clerk brings in and registers the letter of a huyện that answers the round's call."""
    sender = {"sender": Organ(name=f"UBND huyện {unit}"), "code": Code(str(number), "UBND-VX")}
    content = reply_file(round_.dispatch.full_number, **sender | changes)
    by = rounds.person("clerk")
    kept = importing.bring(content, by=by, at=at)
    return importing.register(kept, although_known=True, by=by, at=at)


def waiting(round_: Round, unit: str = "Lục Ngạn", **changes) -> PendingResponse:
    """The letter, waiting to be entered."""
    document = arrived(round_, unit, **changes)
    return PendingResponse.objects.select_related("consultee__round").get(document=document)


def said(letter: PendingResponse, *opinions):
    """What the letter says of its contents, as an officer enters it."""
    contents = letter.consultee.round.contents.order_by("ordinal")
    return {
        content.pk: (position.value, text)
        for content, (position, text) in zip(contents, opinions, strict=False)
    }
