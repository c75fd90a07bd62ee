"""What was entered from a letter that is no answer of the unit is withdrawn (rút kết quả nhập).

The versions stay as they were entered and count no more: the unit owes an answer again, or an
earlier one of its answers counts. In a closed round its outcome follows.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import (
    closing,
    correcting_entries,
    notices,
    pending,
    retelling,
    webhooks,
)
from consultations.domain.figures import SILENT
from consultations.enums import Event, Outcome
from consultations.errors import ConsultationRefused
from consultations.models import (
    Comment,
    Consolidation,
    Consultee,
    Disposition,
    EntryWithdrawal,
    PendingResponse,
    Response,
    Round,
)
from consultations.rules.counting import counted
from consultations.rules.outcome import Verdict, of_positions
from vietnamese.text import clean_line


@transaction.atomic
def withdraw(letter: PendingResponse, *, reason: str, by: User, at: datetime) -> EntryWithdrawal:
    """Take back what was entered from the letter, and tell the unit.

    ConsultationRefused without a reason, for a letter that was not entered, and once the table of
    answers to the comments is complete: then it has to be opened again, which one that the
    superior or the units have never is.
    """
    reason = clean_line(reason)
    if not reason:
        raise ConsultationRefused(_("Đề nghị ghi lý do rút."))
    letter, round_ = pending.locked(letter)
    correcting_entries.correctable(letter, round_)
    unit = Consultee.objects.with_course().get(pk=letter.consultee_id)
    gone = _versions(letter)
    made = EntryWithdrawal(letter=letter, reason=reason, made_by=by, made_at=at)
    verdict = _verdict(unit, made, gone, round_) if unit.outcome else None
    if verdict:
        made.outcome_before, made.reason_before = unit.outcome, unit.outcome_reason
        made.outcome = verdict.outcome
    made.save()
    Response.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=at)
    if verdict and verdict.reason != unit.outcome_reason:
        _write(unit, verdict, round_)
        retelling.follow(round_, at)
    _relist(unit, round_)
    _tell(made, gone, round_, by=by, at=at)
    return made


def _versions(letter: PendingResponse) -> list[Response]:
    """Return what was entered from the letter, and what corrected that."""
    corrected = [one.response for one in letter.corrections.select_related("response")]
    return [letter.response, *corrected] if letter.response else corrected


def _verdict(
    unit: Consultee, made: EntryWithdrawal, gone: list[Response], round_: Round
) -> Verdict:
    """Return the unit's outcome without these versions; as it is, if none of them counts."""
    if unit.counted_response not in gone:
        return Verdict(Outcome(unit.outcome), unit.outcome_reason)
    left = counted(one for one in unit.responses.all() if one not in gone)
    if left:
        positions = (comment.position for comment in left.comments.all())
        return Verdict(of_positions(positions), closing.answered(left))
    since = (one for one in unit.later_records.all() if one.closed_at == round_.closed_at)
    first = next(since, None)
    if first and first.outcome_before in SILENT:
        # The closing itself had judged the unit's silence.
        return Verdict(Outcome(first.outcome_before), first.reason_before)
    # Silence becomes consent at a closing only, when a leader confirms it.
    words = f"Đã rút kết quả nhập từ văn bản số {made.letter.document.full_number}: {made.reason}"
    return Verdict(Outcome.NO_REPLY, words[: closing.REASON_LIMIT])


def _write(unit: Consultee, verdict: Verdict, round_: Round) -> None:
    deemed = verdict.outcome == Outcome.DEEMED_AGREED
    unit.outcome, unit.outcome_reason = verdict.outcome, verdict.reason
    unit.confirmed_by = round_.closed_by if deemed else None
    unit.save(update_fields=["outcome", "outcome_reason", "confirmed_by"])


def _relist(unit: Consultee, round_: Round) -> None:
    """List the comments of the answer that counts now in the table, if it is begun.

    Those that a withdrawn answer had replaced stand again, as they were answered.
    """
    table = Consolidation.objects.filter(round=round_).first()
    left = Consultee.objects.with_course().get(pk=unit.pk).counted_response
    if table is None or left is None:
        return
    wanted = Comment.objects.filter(response=left).exclude(text="")
    Disposition.every.filter(comment__in=wanted).update(replaced_by=None)
    Disposition.objects.bulk_create(
        Disposition(consolidation=table, comment=comment)
        for comment in wanted.filter(disposition=None)
    )


def _tell(
    made: EntryWithdrawal, gone: list[Response], round_: Round, *, by: User, at: datetime
) -> None:
    facts = {}
    if made.outcome:
        facts["before"] = str(made.get_outcome_before_display())
        facts["outcome"] = str(made.get_outcome_display())
    record(
        by=by,
        action="response.withdrawn",
        on=made.letter.consultee,
        at=at,
        arrival=made.letter.document.full_arrival_number,
        withdrawn_versions=[one.version for one in gone],
        reason=made.reason,
        **facts,
    )
    notices.withdrawal(made, gone, by=by, at=at)
    webhooks.announce(
        Event.RESPONSE_WITHDRAWN,
        round_,
        key=f"{Event.RESPONSE_WITHDRAWN}:{made.pk}",
        at=at,
        part=made.letter.consultee,
    )
