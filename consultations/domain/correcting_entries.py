"""What was entered wrongly from a unit's letter is entered anew (sửa kết quả nhập).

The letter stays the unit's answer, received when it was: the correction is a new version of what
it says, and the version before is kept.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import consolidating, drafts, keeping, pending, recording_later
from consultations.enums import PendingState
from consultations.errors import ConsultationRefused
from consultations.models import (
    Comment,
    Consolidation,
    EntryCorrection,
    PendingResponse,
    Response,
    Round,
)
from vietnamese.text import clean_line


def entered(letter: PendingResponse) -> Response | None:
    """Return what was entered from the letter last; None while it waits, or was rejected."""
    last = EntryCorrection.objects.filter(letter=letter).select_related("response").last()
    return last.response if last else letter.response


def may_be_corrected(round_: Round) -> bool:
    """Whether what was entered from letters in this round may still be corrected."""
    complete = Consolidation.objects.filter(round=round_, completed_at__isnull=False)
    return round_.cancelled_at is None and not complete.exists()


@transaction.atomic
def correct(
    letter: PendingResponse, answers: drafts.Answers, *, reason: str, by: User, at: datetime
) -> Response:
    """Keep what the letter really says as a new version of the unit's answer.

    In a closed round the unit's outcome follows, as with a letter that is recorded later.
    AnswerIncomplete; ConsultationRefused without a reason or a difference, and once the table of
    answers to the comments is complete.
    """
    reason = clean_line(reason)
    if not reason:
        raise ConsultationRefused(_("Đề nghị ghi lý do sửa."))
    letter, round_ = pending.locked(letter)
    before = correctable(letter, round_)
    answer = pending.answer_of(letter, round_, answers)
    if _said(answer.comments) == _said(before.comments.all()):
        raise ConsultationRefused(_("Ý kiến vẫn như đã nhập, chưa có gì để sửa."))
    later = recording_later.is_later(round_, letter)
    response = keeping.keep(
        answer,
        key=uuid4(),
        closed=round_.closed_at is not None and not later,
        term=before.term,
        by=by,
        at=at,
    )
    EntryCorrection.objects.create(
        letter=letter, response=response, reason=reason, made_by=by, made_at=at
    )
    facts = {"before": before.version, "version": response.version, "reason": reason}
    record(by=by, action="response.corrected", on=letter.consultee, at=at, **facts)
    if later:
        recording_later.note(response, round_, reason=reason, by=by, at=at)
    return response


def correctable(letter: PendingResponse, round_: Round) -> Response:
    """Return the version that stands; refuse where there is none, or it is too late.

    Call it with the round locked; the table of answers to the comments is locked too.
    """
    before = entered(letter)
    if letter.state != PendingState.SETTLED or before is None:
        raise ConsultationRefused(_("Văn bản này chưa được nhập là ý kiến của đơn vị."))
    if before.withdrawn_at:
        raise ConsultationRefused(_("Kết quả nhập từ văn bản này đã rút."))
    if round_.cancelled_at:
        raise ConsultationRefused(_("Đợt lấy ý kiến đã hủy, không nhận ý kiến nữa."))
    if table := Consolidation.objects.filter(round=round_).first():
        if final := consolidating.why_not_reopened(table):
            raise ConsultationRefused(final)
        consolidating.locked(table)
    return before


def _said(comments: Iterable[Comment]) -> set[tuple[int, str, str]]:
    return {(one.content_id, str(one.position), one.text) for one in comments}
