"""Citations of earlier letters and answers become links to the registered documents."""

from collections.abc import Iterator
from datetime import datetime

from accounts.actors import SYSTEM
from consultations.enums import PendingState
from consultations.models import PendingResponse, Round
from dispatches.domain.linking import Document, link
from dispatches.enums import LinkKind
from dispatches.models import Dispatch, DocumentLink, IncomingDocument


def link_earlier(at: datetime) -> int:
    """Link the letter of each running round to what it tells of earlier ones; return how many.

    Level-triggered, and only once for each: what a person took away is not made again.
    """
    made = 0
    for round_ in Round.objects.taking_answers().filter(ordinal__gt=1).select_related("dispatch"):
        cited = DocumentLink.objects.filter(from_dispatch=round_.dispatch, kind=LinkKind.BASIS)
        known = set(cited.values_list("to_dispatch", "to_incoming"))
        for document in _told_of(round_):
            if _ends(document) not in known:
                link(round_.dispatch, LinkKind.BASIS, document, by=SYSTEM, at=at)
                made += 1
    return made


def _ends(document: Document) -> tuple[int | None, int | None]:
    return (document.pk, None) if isinstance(document, Dispatch) else (None, document.pk)


def _told_of(round_: Round) -> Iterator[Document]:
    """Yield the letters of the rounds before and the registered answers to them."""
    earlier = Round.objects.issued().filter(
        consultation=round_.consultation_id, ordinal__lt=round_.ordinal
    )
    yield from Dispatch.objects.filter(round__in=earlier).order_by("pk")
    answers = PendingResponse.objects.filter(
        consultee__round__in=earlier, state=PendingState.SETTLED, withdrawal=None
    )
    documents = IncomingDocument.objects.filter(voided_at__isnull=True)
    yield from documents.filter(pk__in=answers.values("document")).order_by("pk")
