"""What the deliveries of a document say for the register: copies, day of forwarding, who signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from deadlines.value import day_in_hanoi
from dispatches.enums import Channel
from dispatches.models import Delivery, Dispatch


@dataclass(frozen=True)
class Forwarded:
    """The columns «Số lượng bản», «Ngày chuyển» and «Ký nhận», as far as deliveries know them."""

    copies: int = 0
    on: date | None = None
    signed_by: tuple[str, ...] = ()


def with_deliveries(dispatches: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Fetch along what `forwarded` asks, in two queries for all documents."""
    deliveries = Delivery.objects.select_related("message").prefetch_related("hand_overs")
    unread = ("message__text", "message__html", "folded")
    found = deliveries.defer(*unread).order_by("pk")
    return dispatches.prefetch_related(Prefetch("deliveries", found))


def forwarded(dispatch: Dispatch) -> Forwarded:
    """Say to how many the document went, on which day first, and who took it on paper."""
    deliveries = list(dispatch.deliveries.all())
    persons = [handed.person for each in deliveries for handed in each.hand_overs.all()]
    return Forwarded(
        copies=len({each.name_key for each in deliveries}),
        on=min((day for each in deliveries for day in _days(each)), default=None),
        signed_by=tuple(dict.fromkeys(persons)),
    )


def _days(delivery: Delivery) -> Iterator[date]:
    """The days on which it left: taken by the mail server, put into the portal, handed over."""
    if delivery.message and delivery.message.accepted_at:
        yield day_in_hanoi(delivery.message.accepted_at)
    if delivery.channel == Channel.PORTAL:
        yield day_in_hanoi(delivery.planned_at)
    yield from (handed.on for handed in delivery.hand_overs.all())
