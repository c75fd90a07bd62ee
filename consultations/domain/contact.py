"""How the call reached a unit, in words: what may count as evidence, and what does not.

`consultations.domain.reach` asks the same of the database for lists of units.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from consultations.domain import notices
from consultations.enums import ContactKind
from consultations.models import Consultee, HandOver
from deadlines.value import HANOI, day_in_hanoi
from outbox.enums import MessageState
from outbox.models import Message
from vietnamese.dates import short_date


@dataclass(frozen=True)
class Contact:
    """Either `reached` says how the call came to the unit, or `obstacle` says why it did not."""

    reached: str = ""
    obstacle: str = ""


def messages_to(consultees: Iterable[Consultee]) -> dict[int, list[Message]]:
    """Return all messages to these units, oldest first, in one query; their words are not read."""
    found: dict[int, list[Message]] = {consultee.pk: [] for consultee in consultees}
    rows = Message.objects.defer("text").filter(topic_type=notices.TOPIC, topic_id__in=list(found))
    for message in rows.order_by("pk"):
        found[message.topic_id].append(message)
    return found


def newest_call(messages: Iterable[Message]) -> Message | None:
    """Return the newest call among a unit's messages."""
    return next((m for m in reversed(list(messages)) if m.kind == notices.CALL), None)


def contact(consultee: Consultee, messages: Iterable[Message]) -> Contact:
    """Judge from the evidence whether the call demonstrably reached the unit in time to answer.

    Opened in the portal, accepted by the mail server, or a recorded hand-over; nothing else. What
    went to an address that has since been corrected went to somebody else, and who learned of the
    call only after the deadline has consented to nothing by keeping silent.
    """
    calls = _calls(consultee, messages)
    evidence = _evidence(consultee, calls, consultee.hand_overs.all())
    term = consultee.term
    in_time = [words for at, words in evidence if term is None or term.deadline.accepts(at)]
    if in_time:
        return Contact(reached=in_time[0])
    if evidence:
        return Contact(obstacle=f"Công văn đến đơn vị khi đã hết thời hạn: {evidence[0][1]}.")
    return Contact(obstacle=_obstacle(consultee, calls))


def received_on(consultee: Consultee, messages: Iterable[Message]) -> date | None:
    """Return the day on which the letter came to the unit; None if nothing on record says so.

    A telephone call tells of the letter and brings none.
    """
    given = [one for one in consultee.hand_overs.all() if one.kind != ContactKind.PHONE]
    evidence = _evidence(consultee, _calls(consultee, messages), given)
    first = min((at for at, _words in evidence), default=None)
    return day_in_hanoi(first) if first else None


def _calls(consultee: Consultee, messages: Iterable[Message]) -> list[Message]:
    """The calls to the address that the unit has now."""
    return [
        message
        for message in messages
        if message.kind == notices.CALL and message.to_address == consultee.address
    ]


def _evidence(
    consultee: Consultee, calls: Iterable[Message], hand_overs: Iterable[HandOver]
) -> list[tuple[datetime, str]]:
    """What reached the office that has the part now: when, and in words."""
    since = _new_hands_at(consultee)
    found = _all_evidence(consultee, calls, hand_overs)
    return [(at, words) for at, words in found if since is None or at >= since]


def _new_hands_at(consultee: Consultee) -> datetime | None:
    """Return when the part came to another office: what reached the one before is no evidence."""
    changes = [one.made_at for one in consultee.transfers.all() if not one.same_office]
    return max(changes, default=None)


def _all_evidence(
    consultee: Consultee, calls: Iterable[Message], hand_overs: Iterable[HandOver]
) -> Iterator[tuple[datetime, str]]:
    if consultee.opened_at:
        at = consultee.opened_at
        yield at, f"đã mở công văn trên cổng {_moment(at)}"
    for call in calls:
        if call.accepted_at:
            yield call.accepted_at, f"máy chủ thư đã nhận công văn {_moment(call.accepted_at)}"
    for hand_over in hand_overs:
        yield hand_over.at, _words(hand_over)


def _words(hand_over: HandOver) -> str:
    if hand_over.kind == ContactKind.PHONE:
        return f"đã gọi điện thoại cho {hand_over.person} {_moment(hand_over.at)}"
    when = _moment(hand_over.at) if hand_over.hour else f"ngày {short_date(hand_over.on)}"
    return f"đã giao cho {hand_over.person} {when}"


def _obstacle(consultee: Consultee, calls: list[Message]) -> str:
    if not consultee.address:
        return "Công văn chưa đến đơn vị: đơn vị chưa có địa chỉ nhận."
    if not calls:
        return "Công văn chưa đến đơn vị: thư chưa được gửi."
    last = calls[-1]
    if last.state == MessageState.FAILED:
        # The server's own words, in English mostly, stay with the message.
        return f"Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ {last.to_address}."
    return "Công văn chưa chắc chắn đến đơn vị: máy chủ thư chưa nhận."


def _moment(at: datetime) -> str:
    local = at.astimezone(HANOI)
    return f"lúc {local:%H:%M} ngày {short_date(local.date())}"
