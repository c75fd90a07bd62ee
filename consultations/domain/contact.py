"""How the call reached a unit: what may count as evidence, and what does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from consultations.domain import notices
from consultations.models import Consultee
from deadlines.value import HANOI
from outbox.enums import MessageState
from outbox.models import Message
from vietnamese.dates import short_date


@dataclass(frozen=True)
class Contact:
    """Either `reached` says how the call came to the unit, or `obstacle` says why it did not."""

    reached: str = ""
    obstacle: str = ""


def messages_to(consultees: Iterable[Consultee]) -> dict[int, list[Message]]:
    """Return all messages to these units, oldest first, in one query."""
    found: dict[int, list[Message]] = {consultee.pk: [] for consultee in consultees}
    rows = Message.objects.filter(topic_type=notices.TOPIC, topic_id__in=list(found))
    for message in rows.order_by("pk"):
        found[message.topic_id].append(message)
    return found


def newest_call(messages: Iterable[Message]) -> Message | None:
    """Return the newest call among a unit's messages."""
    return next((m for m in reversed(list(messages)) if m.kind == notices.CALL), None)


def contact(consultee: Consultee, messages: Iterable[Message]) -> Contact:
    """Judge from the evidence whether the call demonstrably reached the unit.

    Accepted by the mail server, opened in the portal, or a recorded hand-over; nothing else. What
    went to an address that has since been corrected went to somebody else.
    """
    calls = [
        message
        for message in messages
        if message.kind == notices.CALL and message.to_address == consultee.address
    ]
    accepted_at = next((call.accepted_at for call in calls if call.accepted_at), None)
    if consultee.opened_at:
        return Contact(reached=f"đã mở công văn trên cổng {_moment(consultee.opened_at)}")
    if accepted_at:
        return Contact(reached=f"máy chủ thư đã nhận công văn {_moment(accepted_at)}")
    hand_over = next(iter(consultee.hand_overs.all()), None)
    if hand_over:
        day = short_date(hand_over.on)
        return Contact(reached=f"đã giao cho {hand_over.person} ngày {day}")
    return Contact(obstacle=_obstacle(consultee, calls))


def _obstacle(consultee: Consultee, calls: list[Message]) -> str:
    if not consultee.address:
        return "Công văn chưa đến đơn vị: đơn vị chưa có địa chỉ nhận."
    if not calls:
        return "Công văn chưa đến đơn vị: thư chưa được gửi."
    last = calls[-1]
    if last.state == MessageState.FAILED:
        return f"Công văn không đến đơn vị: máy chủ thư từ chối ({last.server_reply})."
    return "Công văn chưa chắc chắn đến đơn vị: máy chủ thư chưa nhận."


def _moment(at: datetime) -> str:
    local = at.astimezone(HANOI)
    return f"lúc {local:%H:%M} ngày {short_date(local.date())}"
