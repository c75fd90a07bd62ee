"""A letter that had come before the closing is recorded after it (ghi nhận sau khi đóng).

On time is judged by receipt, so such a letter decides the unit's outcome as if it had been entered
at once. What the closing had written stays beside it.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import closing, late_comments, retelling
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, LaterRecord, PendingResponse, Response, Round
from consultations.rules.outcome import of_positions
from vietnamese.text import clean_line


def is_later(round_: Round, pending: PendingResponse) -> bool:
    """Whether the round was closed meanwhile, and the letter had come before that."""
    return round_.closed_at is not None and pending.received_at < round_.closed_at


def require_reason(reason: str) -> str:
    """Return the reason cleaned; refuse none."""
    reason = clean_line(reason)
    if not reason:
        raise ConsultationRefused(
            _("Văn bản đến trước khi kết thúc: đề nghị ghi lý do ghi nhận sau khi đóng.")
        )
    return reason


def note(response: Response, round_: Round, *, reason: str, by: User, at: datetime) -> LaterRecord:
    """Let the unit's outcome follow its answer that was just kept; call it with the round locked.

    An answer that came still later but in time goes on counting: then the outcome stays, and the
    record says so.
    """
    unit = Consultee.objects.with_course().get(pk=response.consultee_id)
    counted = unit.counted_response or response
    outcome = of_positions(comment.position for comment in counted.comments.all())
    made = LaterRecord.objects.create(
        consultee=unit,
        response=response,
        closed_at=round_.closed_at or at,
        outcome_before=unit.outcome,
        reason_before=unit.outcome_reason,
        outcome=outcome,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )
    if counted == response:
        words = f"{closing.answered(response)} Ghi nhận sau khi đóng: {reason}"
        unit.outcome, unit.outcome_reason = outcome, words[: closing.REASON_LIMIT]
        unit.confirmed_by = None
        unit.save(update_fields=["outcome", "outcome_reason", "confirmed_by"])
        late_comments.follow(made, by=by, at=at)
        retelling.follow(round_, at)
    record(
        by=by,
        action="response.recorded_later",
        on=unit,
        at=at,
        reason=reason,
        before=str(made.get_outcome_before_display()),
        outcome=str(made.get_outcome_display()),
    )
    return made
