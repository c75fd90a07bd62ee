"""Opening a closed round again (mở lại đợt lấy ý kiến)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import closed_links, notices, webhooks
from consultations.domain.locks import locked_round
from consultations.domain.terms import require_later
from consultations.enums import Event
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Consultation, Reopening, Response, Round, Term
from deadlines.value import Deadline
from vietnamese.text import clean_line


def why_not(round_: Round) -> str:
    """Return why the round cannot be opened again, or nothing."""
    if obstacle := why_not_alone(round_):
        return obstacle
    later = round_.consultation.rounds.filter(ordinal__gt=round_.ordinal)
    if later.issued().exists():
        return _("Đã lập lần lấy ý kiến tiếp theo, không mở lại lần này được.")
    if later.exists():
        return _("Đã lập dự thảo lần tiếp theo; bỏ dự thảo đó rồi mới mở lại được lần này.")
    return ""


def why_not_alone(round_: Round) -> str:
    """Return what in the round itself is against it, whatever round follows."""
    if round_.closed_at is None:
        return _("Đợt lấy ý kiến chưa kết thúc.")
    if round_.original_term is None:
        return _("Đợt lấy ý kiến trên giấy không mở lại được trên cổng.")
    table = Consolidation.objects.filter(round=round_).select_related("submission").first()
    if table and table.submission_has_left:
        return _("Tờ trình kèm bảng tổng hợp ý kiến đã ban hành, không mở lại được.")
    if table:
        return _("Đã bắt đầu tiếp thu, giải trình ý kiến, không mở lại được.")
    return ""


@transaction.atomic
def reopen(round_: Round, *, deadline: Deadline, reason: str, by: User, at: datetime) -> Reopening:
    """Open the round until a later deadline and tell the units; what was written stays on record.

    Answers that came after the closing count from now on as late ones do.
    """
    round_ = locked_round(round_.pk)
    # Whoever drafts the next round locks the matter: only one of the two can be.
    Consultation.objects.select_for_update().get(pk=round_.consultation_id)
    reason = clean_line(reason)
    if refusal := why_not(round_) or ("" if reason else _("Đề nghị ghi lý do mở lại.")):
        raise ConsultationRefused(refusal)
    if round_.closed_at is None:
        raise ValueError("an open round has nothing to open")
    # The latest of all time limits: an extension for one unit must not outlast the reopening.
    begun = [term for term in round_.terms.all() if not term.deadline.awaits_receipt]
    latest = max(begun, key=lambda term: term.deadline_instant, default=None)
    require_later(deadline, latest, at)
    made = Reopening.objects.create(
        round=round_,
        closed_at=round_.closed_at,
        closed_by=round_.closed_by,
        result=_result(round_),
        reason=reason,
        reopened_by=by,
        reopened_at=at,
    )
    _undo_closing(round_, made)
    term = Term(round=round_, reason=reason, set_by=by, set_at=at)
    term.set_deadline(deadline)
    term.save()
    record(
        by=by, action="round.reopened", on=round_, at=at, reason=reason, deadline=deadline.phrase
    )
    closed_links.give_anew(made, by=by, at=at)
    notices.reopening(made, by=by, at=at)
    key = f"{Event.ROUND_REOPENED}:{made.pk}"
    webhooks.announce(Event.ROUND_REOPENED, round_, key=key, at=at)
    return made


def _result(round_: Round) -> list[dict[str, str]]:
    return [
        {"unit": unit.committee, "outcome": unit.outcome, "reason": unit.outcome_reason}
        for unit in round_.consultees.order_by("position")
    ]


def _undo_closing(round_: Round, made: Reopening) -> None:
    round_.consultees.update(outcome="", outcome_reason="", outcome_at=None, confirmed_by=None)
    shut_out = Response.objects.filter(
        consultee__round=round_, after_closing=True, readmitted_by__isnull=True
    )
    shut_out.update(readmitted_by=made)
    round_.closed_at = round_.closed_by = round_.proposed_at = round_.proposed_by = None
    round_.save(update_fields=["closed_at", "closed_by", "proposed_at", "proposed_by"])
