"""Giving up a round whose letter has left (hủy đợt lấy ý kiến)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import closed_links, notices, webhooks
from consultations.domain.locks import locked_round
from consultations.enums import Event
from consultations.errors import ConsultationRefused
from consultations.models import Round
from vietnamese.text import clean_line


def why_not(round_: Round) -> str:
    """Return why the round cannot be cancelled, or nothing."""
    if not round_.is_issued:
        return _("Công văn chưa ban hành: dự thảo không phải hủy, chuyên viên bỏ dự thảo.")
    if round_.closed_at:
        return _("Đợt lấy ý kiến đã kết thúc.")
    if round_.cancelled_at:
        return _("Đợt lấy ý kiến đã hủy.")
    return ""


@transaction.atomic
def cancel(round_: Round, *, reason: str, by: User, at: datetime) -> Round:
    """End the round without outcomes: it takes no answer more, and the units are told why.

    What units have sent stays. The same lock as submitting: an answer is in before, or refused.
    """
    round_ = locked_round(round_.pk)
    reason = clean_line(reason)
    if refusal := why_not(round_) or ("" if reason else _("Đề nghị ghi lý do hủy.")):
        raise ConsultationRefused(refusal)
    round_.cancelled_at, round_.cancelled_by, round_.cancel_reason = at, by, reason
    round_.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    record(by=by, action="round.cancelled", on=round_, at=at, reason=reason)
    closed_links.shut(round_, by=by, at=at)
    notices.cancellation(round_, by=by, at=at)
    key = f"{Event.ROUND_CANCELLED}:{round_.pk}"
    webhooks.announce(Event.ROUND_CANCELLED, round_, key=key, at=at)
    return round_
