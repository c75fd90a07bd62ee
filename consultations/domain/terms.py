"""Extending a round's time limit (gia hạn), for all units or for one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import notices, webhooks
from consultations.domain.locks import locked_round
from consultations.enums import Event
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Round, Term
from deadlines.value import Deadline


@transaction.atomic
def extend(
    round_: Round,
    *,
    deadline: Deadline,
    reason: str,
    by: User,
    at: datetime,
    consultee: Consultee | None = None,
) -> Term:
    """Give all units, or one, until a later deadline, and tell those who owe an answer.

    Refuses a closed or unissued round, a time that has not begun, and a deadline that is past or is
    not after the one in force. Reminders follow by themselves: their keys hold the deadline.
    """
    round_ = locked_round(round_.pk)
    if not round_.is_running:
        raise ConsultationRefused(_("Chỉ gia hạn được khi đợt lấy ý kiến đang mở."))
    in_force = round_.term(consultee) if consultee else round_.last_term()
    if in_force and in_force.deadline.awaits_receipt:
        raise ConsultationRefused(
            _("Thời hạn chưa bắt đầu tính vì chưa ghi nhận ngày nhận được văn bản.")
        )
    require_later(deadline, in_force, at)
    term = Term(round=round_, consultee=consultee, reason=reason, set_by=by, set_at=at)
    term.set_deadline(deadline)
    term.save()
    _take_back_proposal(round_)
    record(
        by=by,
        action="round.extended",
        on=consultee or round_,
        at=at,
        deadline=deadline.phrase,
        reason=reason,
    )
    notices.extension(term, by=by, at=at)
    key = f"{Event.ROUND_EXTENDED}:{term.pk}"
    webhooks.announce(Event.ROUND_EXTENDED, round_, key=key, at=at, part=consultee, term=term)
    return term


def require_later(deadline: Deadline, in_force: Term | None, at: datetime) -> None:
    """Refuse a new deadline that is not later than the one in force, or that is past."""
    if in_force and deadline.instant <= in_force.deadline_instant:
        raise ConsultationRefused(
            _("Thời hạn mới phải sau thời hạn đang áp dụng (%(phrase)s).")
            % {"phrase": in_force.deadline.phrase_and_day}
        )
    if not deadline.accepts(at):
        raise ConsultationRefused(
            _("Thời hạn mới (%(phrase)s) đã qua.") % {"phrase": deadline.phrase}
        )


def _take_back_proposal(round_: Round) -> None:
    """A round waits for all or for one unit that has longer: no proposal to end it holds."""
    if round_.proposed_at:
        round_.proposed_at = round_.proposed_by = None
        round_.save(update_fields=["proposed_at", "proposed_by"])
