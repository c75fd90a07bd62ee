"""A receipt that was recorded too late is put right (đính chính ngày nhận văn bản).

Where a unit's time runs from its receipt, a day that was entered too late gives it more than the
law does, and holds the round open. An officer enters the right day with the reason: it becomes
evidence as any other, and the unit's time is counted anew from it. What was counted before stays on
record. A receipt that was recorded too early is made good by an extension.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import notices, terms_from_receipt
from consultations.domain.calls import Contacted, record_hand_over
from consultations.domain.locks import locked_part, locked_round
from consultations.enums import ContactKind
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Term
from deadlines.value import day_in_hanoi
from vietnamese.dates import short_date
from vietnamese.text import clean_line


@dataclass(frozen=True, kw_only=True)
class Received:
    """On which day the letter came, to whom of the unit, and what the correction rests on."""

    on: date
    person: str
    reason: str
    kind: ContactKind = ContactKind.HAND


def correctable(consultee: Consultee) -> date | None:
    """Return the day of receipt that may be put right: the unit owes an answer in an open round.

    None also for the day on which the letter was issued: nobody had it before.
    """
    issued_at, received = consultee.round.dispatch.issued_at, _counted_from(consultee)
    if received is None or issued_at is None or received <= day_in_hanoi(issued_at):
        return None
    return received if _owes(consultee) and not consultee.round.is_over else None


@transaction.atomic
def correct_receipt(consultee: Consultee, told: Received, *, by: User, at: datetime) -> Term:
    """Enter that the unit had the letter earlier, count its time anew, and tell it.

    Refuses a round that is over, a unit that has answered, a day that is not earlier than the one
    counted from, or on which the letter was not there or the part another office's, and a telephone
    call, which brings no letter.
    """
    round_ = locked_round(consultee.round_id)
    part = locked_part(consultee)
    if round_.is_over:
        raise ConsultationRefused(_("Đợt lấy ý kiến đã kết thúc."))
    before = _require_correctable(part, told)
    reason = clean_line(told.reason)
    contacted = Contacted(on=told.on, person=told.person, note=reason, kind=told.kind)
    record_hand_over(part, contacted, by=by, at=at)
    term = terms_from_receipt.derive_anew(part, reason, by=by, at=at)
    if term is None:
        # The day lies before the part came to this office: it is no evidence of its receipt.
        raise ConsultationRefused(
            _("Ngày %(day)s phần lấy ý kiến chưa thuộc cơ quan này.") % {"day": short_date(told.on)}
        )
    record(
        by=by,
        action="consultee.receipt_corrected",
        on=part,
        at=at,
        before=before,
        received_on=term.received_on,
        deadline=term.deadline.phrase_and_day,
        reason=reason,
    )
    notices.receipt_corrected(term, reason, by=by, at=at)
    return term


def _counted_from(part: Consultee) -> date | None:
    counted = part.terms.filter(received_on__isnull=False).order_by("received_on")
    return counted.values_list("received_on", flat=True).first()


def _owes(part: Consultee) -> bool:
    return Consultee.objects.unanswered().filter(pk=part.pk).exists()


def _require_correctable(part: Consultee, told: Received) -> date:
    """Return the day that is counted from."""
    if not clean_line(told.reason):
        raise ConsultationRefused(_("Đề nghị ghi lý do đính chính."))
    if told.kind == ContactKind.PHONE:
        raise ConsultationRefused(_("Gọi điện thoại không phải là đơn vị đã nhận được văn bản."))
    received = _counted_from(part)
    if received is None:
        raise ConsultationRefused(
            _("Chưa có ngày nhận văn bản nào để đính chính: đề nghị ghi nhận giao, liên hệ.")
        )
    if not _owes(part):
        raise ConsultationRefused(_("Đơn vị đã trả lời: thời hạn của ý kiến đã gửi không đổi."))
    if told.on >= received:
        raise ConsultationRefused(
            _(
                "Ngày đúng phải trước ngày đã ghi, %(day)s. Đã ghi sớm hơn thực tế thì gia hạn "
                "riêng cho đơn vị."
            )
            % {"day": short_date(received)}
        )
    return received
