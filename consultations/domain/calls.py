"""Getting the call to the units once its letter is issued (gửi công văn)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import link_mails, notices, terms_from_receipt
from consultations.domain.locks import locked_consultee, locked_round
from consultations.enums import ContactKind
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, HandOver
from deadlines.value import HANOI, day_in_hanoi
from outbox.domain.messages import is_usable
from outbox.models import Message
from vietnamese.dates import clock_time


def send_due_calls(at: datetime) -> int:
    """Write the call of every unit that has an address and none yet; return how many.

    Level-triggered: it asks what is missing, so it may run at any time and as often as one likes.
    """
    due = (
        Consultee.objects.called()
        .in_running_rounds()
        .filter(round__dispatch__pdf__isnull=False)
        .exclude(address="")
        .filter(~Exists(_calls_to_present_address()))
        .with_course()
        .select_related("round__dispatch__pdf")
    )
    return len([_call(consultee, at) for consultee in due])


@transaction.atomic
def _call(consultee: Consultee, at: datetime) -> Message:
    """Write the call, and give the unit's staff their links, which leave with it."""
    link_mails.give_first(consultee, at=at)
    return notices.call(consultee, at=at)


def _calls_to_present_address() -> QuerySet[Message]:
    return Message.objects.filter(
        topic_type=notices.TOPIC,
        topic_id=OuterRef("pk"),
        kind=notices.CALL,
        to_address=OuterRef("address"),
    )


@transaction.atomic
def correct_address(consultee: Consultee, address: str, *, by: User, at: datetime) -> None:
    """Give the unit another address for this round; the call goes there next.

    The same address again changes nothing. Refuses a closed round and an address that no mail can
    be sent to.
    """
    round_ = locked_round(consultee.round_id)
    if round_.is_over:
        raise ConsultationRefused(_("Đợt lấy ý kiến đã kết thúc."))
    if not is_usable(address):
        raise ConsultationRefused(
            _("Không gửi thư được đến địa chỉ «%(address)s».") % {"address": address}
        )
    before = locked_consultee(consultee.pk).address
    if before == address:
        return
    Consultee.objects.filter(pk=consultee.pk).update(address=address)
    record(
        by=by,
        action="consultee.address_corrected",
        on=consultee,
        at=at,
        before=before,
        after=address,
    )


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """Who of the unit was reached, how, when, by whom, and what was said or given."""

    on: date
    person: str
    note: str
    kind: ContactKind = ContactKind.OTHER
    hour: time | None = None  # in Hanoi; of a telephone call always
    caller: str = ""


@transaction.atomic
def record_hand_over(
    consultee: Consultee, contacted: Contacted, *, by: User, at: datetime
) -> HandOver:
    """Record that the call reached a person of the unit by hand or by telephone.

    The same contact again is the same record. Refuses unless the round takes answers and the
    moment lies between the letter's issue and now, and a telephone call without hour or caller.
    """
    round_ = locked_round(consultee.round_id)
    issued_at = round_.dispatch.issued_at
    if issued_at is None or round_.is_over:
        raise ConsultationRefused(_("Chỉ ghi nhận được khi đợt lấy ý kiến đang mở."))
    told = HandOver(consultee=consultee, **vars(contacted), recorded_by=by, recorded_at=at)
    _require_told(told, issued_at, at)
    hand_over, created = HandOver.objects.get_or_create(
        consultee=consultee, **vars(contacted), defaults={"recorded_by": by, "recorded_at": at}
    )
    if not created:
        return hand_over
    record(
        by=by,
        action="consultee.handed_over",
        on=consultee,
        at=at,
        contact=contacted.kind,
        person=contacted.person,
        note=contacted.note,
    )
    terms_from_receipt.begin(consultee, by=by, at=at)
    return hand_over


def _require_told(told: HandOver, issued_at: datetime, at: datetime) -> None:
    if told.on < day_in_hanoi(issued_at):
        raise ConsultationRefused(_("Ngày giao, liên hệ không thể trước ngày ban hành công văn."))
    if told.hour and told.at < issued_at:
        # Nobody heard of a letter that was not there: it would be evidence for consent.
        raise ConsultationRefused(
            _("Giờ giao, liên hệ không thể trước giờ ban hành công văn (%s).")
            % clock_time(issued_at.astimezone(HANOI).time())
        )
    if told.on > day_in_hanoi(at):
        raise ConsultationRefused(_("Ngày giao, liên hệ không thể sau hôm nay."))
    if told.at > at:
        raise ConsultationRefused(_("Giờ giao, liên hệ không thể sau hiện tại."))
    if told.kind == ContactKind.PHONE and not (told.hour and told.caller):
        raise ConsultationRefused(_("Đề nghị ghi giờ gọi và người gọi điện thoại."))


def still_useful(message: Message, at: datetime) -> bool:
    """Whether a call should still leave: its address is the unit's and the round is open."""
    asked = Consultee.objects.in_running_rounds()
    return asked.filter(pk=message.topic_id, address=message.to_address).exists()
