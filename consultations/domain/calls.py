"""Getting the call to the units once its letter is issued (gửi công văn)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import notices
from consultations.domain.locks import locked_round
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, HandOver
from outbox.models import Message


def send_due_calls(at: datetime) -> int:
    """Write the call of every unit that has an address and none yet; return how many.

    Level-triggered: it asks what is missing, so it may run at any time and as often as one likes.
    """
    due = (
        Consultee.objects.called()
        .filter(round__closed_at__isnull=True, round__dispatch__pdf__isnull=False)
        .exclude(address="")
        .filter(~Exists(_calls_to_present_address()))
        .with_course()
        .select_related("round__dispatch__pdf")
    )
    return sum(_send(consultee, at) for consultee in due)


@transaction.atomic
def _send(consultee: Consultee, at: datetime) -> bool:
    notices.call(consultee, at=at)
    return True


def _calls_to_present_address() -> QuerySet[Message]:
    return Message.objects.filter(
        topic_type=notices.TOPIC,
        topic_id=OuterRef("pk"),
        kind=notices.CALL,
        to_address=OuterRef("address"),
    )


@transaction.atomic
def correct_address(consultee: Consultee, address: str, *, by: User, at: datetime) -> None:
    """Give the unit another address for this round; the call goes there next."""
    round_ = locked_round(consultee.round_id)
    if round_.closed_at:
        raise ConsultationRefused("Đợt lấy ý kiến đã kết thúc.")
    Consultee.objects.filter(pk=consultee.pk).update(address=address)
    record(
        by=by,
        action="consultee.address_corrected",
        on=consultee,
        at=at,
        before=consultee.address,
        after=address,
    )


@transaction.atomic
def record_hand_over(
    consultee: Consultee, *, on: date, person: str, note: str, by: User, at: datetime
) -> HandOver:
    """Record that the call reached a person of the unit by hand or by telephone."""
    round_ = locked_round(consultee.round_id)
    if not round_.is_issued or round_.closed_at:
        raise ConsultationRefused("Chỉ ghi nhận được khi đợt lấy ý kiến đang mở.")
    if on < round_.dispatch.date:
        raise ConsultationRefused("Ngày giao, liên hệ không thể trước ngày công văn.")
    hand_over = HandOver.objects.create(
        consultee=consultee, on=on, person=person, note=note, recorded_by=by, recorded_at=at
    )
    record(by=by, action="consultee.handed_over", on=consultee, at=at, person=person, note=note)
    return hand_over
