"""A short mail to a unit for which a document lies in the portal; the document stays there."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.actors import SYSTEM
from deadlines.value import day_in_hanoi
from dispatches import directories
from dispatches.domain.delivering import TOPIC
from dispatches.enums import Channel
from dispatches.models import Delivery
from outbox.domain.messages import enqueue, is_usable
from outbox.models import Message
from vietnamese.dates import short_date

KIND = "delivery_notice"
FRESH = timedelta(days=1)  # what lies there longer is no news


def write_due_notices(at: datetime) -> int:
    """Tell the units that have an address what is new for them; return how many mails are new.

    Level-triggered: it asks what was not told, so it may run at any time and as often as one likes.
    """
    addresses = _addresses(at)
    due = [one for one in _untold(at) if addresses.get(one.unit)]
    for delivery in due:
        _enqueue(delivery, addresses[delivery.unit], at=at)
    return len(due)


def still_useful(message: Message, _at: datetime) -> bool:
    """Whether the document is still there, and nobody of the unit has opened it."""
    unopened = Delivery.objects.current().ready().filter(opened_at=None)
    return unopened.filter(pk=message.topic_id).exists()


def _untold(at: datetime) -> QuerySet[Delivery]:
    told = Message.objects.filter(kind=KIND, topic_type=TOPIC, topic_id=OuterRef("pk"))
    fresh = Delivery.objects.current().ready().filter(channel=Channel.PORTAL, opened_at=None)
    fresh = fresh.filter(planned_at__gt=at - FRESH).exclude(Exists(told))
    return fresh.select_related("dispatch__kind__agency").order_by("pk")


def _addresses(at: datetime) -> dict[str, str]:
    units = directories.units_by_name(day_in_hanoi(at)).values()
    return {unit.code: unit.address for unit in units if is_usable(unit.address)}


def _enqueue(delivery: Delivery, address: str, *, at: datetime) -> None:
    dispatch = delivery.dispatch
    with override("vi"):
        facts = {
            "delivery": delivery,
            "dispatch": dispatch,
            "day": short_date(dispatch.date) if dispatch.date else "",
            "agency": dispatch.issuer,
            "link": settings.SITE_URL + directories.page_of(delivery.pk),
        }
        text = render_to_string("dispatches/mail/delivery_notice.txt", facts)
    enqueue(
        key=f"{KIND}:{delivery.pk}",
        kind=KIND,
        topic=(TOPIC, delivery.pk),
        to_name=delivery.recipient,
        to_address=address,
        subject=f"{dispatch.cited}: {dispatch.subject}",
        text=text,
        by=SYSTEM,
        at=at,
    )
