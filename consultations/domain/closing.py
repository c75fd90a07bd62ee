"""Ending a round: each unit's outcome is derived while it is open and written once at the end."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import webhooks
from consultations.domain.contact import contact, messages_to
from consultations.domain.letters import says_consent
from consultations.domain.locks import locked_round
from consultations.enums import Event, Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Response, Round, Term
from consultations.rules.outcome import Silence, Verdict, of_positions, of_silence
from deadlines.value import day_in_hanoi
from outbox.models import Message
from vietnamese.dates import short_date

# Never written: a round with such a letter is not closed.
WAITING = "Có văn bản trả lời chờ nhập, chưa xác định được kết quả."


@dataclass(frozen=True)
class Proposal:
    """What closing now would write for one unit."""

    consultee: Consultee
    verdict: Verdict
    open_until: str  # words of the deadline until which a silent unit may still answer, or nothing


def proposals(round_: Round, at: datetime) -> list[Proposal]:
    """Return each unit's outcome and its reason as of `at`, in the round's order."""
    consultees = list(
        round_.consultees.with_course()
        .prefetch_related("hand_overs", "transfers")
        .order_by("position")
    )
    sent = messages_to(consultees)
    clause = says_consent(round_)
    return [
        _proposal(consultee, sent[consultee.pk], clause=clause, at=at) for consultee in consultees
    ]


def why_not_yet(round_: Round, at: datetime) -> str:
    """Return why the round cannot be closed now, or nothing."""
    if not round_.is_issued:
        return _("Công văn chưa ban hành.")
    if round_.closed_at:
        return _("Đợt lấy ý kiến đã kết thúc.")
    term = round_.term()
    if term and term.deadline.accepts(at):
        # Also when all have answered: each may correct its answer until the deadline.
        return _("Chưa hết thời hạn (%(phrase)s).") % {"phrase": term.deadline_phrase}
    return _letters_waiting(round_)


def _letters_waiting(round_: Round) -> str:
    """Name the units whose letter nobody has entered: no outcome can be written for them."""
    units = round_.consultees.with_waiting_reply().order_by("position")
    names = ", ".join(unit.committee for unit in units)
    if not names:
        return ""
    return _("Còn văn bản trả lời chờ nhập: %(units)s. Đề nghị nhập hoặc ghi không nhận trước.") % {
        "units": names
    }


@transaction.atomic
def close(round_: Round, *, by: User, at: datetime) -> Round:
    """End the round: write every unit's outcome and reason, all or none, once.

    Closing takes the same row lock as submitting, so an answer is either in before or late after.
    """
    round_ = locked_round(round_.pk)
    refusal = why_not_yet(round_, at)
    if refusal:
        raise ConsultationRefused(refusal)
    outcomes = {}
    for proposal in proposals(round_, at):
        verdict = proposal.verdict
        Consultee.objects.filter(pk=proposal.consultee.pk).update(
            outcome=verdict.outcome, outcome_reason=verdict.reason, outcome_at=at
        )
        outcomes[proposal.consultee.name] = verdict.outcome.value
    round_.closed_at, round_.closed_by = at, by
    round_.save(update_fields=["closed_at", "closed_by"])
    record(by=by, action="round.closed", on=round_, at=at, outcomes=outcomes)
    webhooks.announce(Event.ROUND_CLOSED, round_, key=f"{Event.ROUND_CLOSED}:{round_.pk}", at=at)
    return round_


def _proposal(
    consultee: Consultee, messages: list[Message], *, clause: bool, at: datetime
) -> Proposal:
    if consultee.waiting_reply:
        return Proposal(consultee, Verdict(Outcome.NO_REPLY, WAITING), open_until="")
    response = consultee.counted_response
    if response:
        outcome = of_positions(comment.position for comment in response.comments.all())
        return Proposal(consultee, Verdict(outcome, _answered(response)), open_until="")
    found = contact(consultee, messages)
    term = consultee.term
    open_until = term.deadline_phrase if term and term.deadline.accepts(at) else ""
    verdict = of_silence(
        Silence(
            allowed=consultee.round.deemed_consent,
            clause_issued=clause,
            reached=found.reached,
            obstacle=found.obstacle,
            still_open=open_until,
            ended=_ended(consultee, term),
        )
    )
    return Proposal(consultee, verdict, open_until)


def _ended(consultee: Consultee, term: Term | None) -> str:
    """A unit that ended while it could still answer has consented to nothing by its silence."""
    end = consultee.district.valid_to
    if end is None or (term and term.deadline.last_day < end):
        return ""
    return f"Đơn vị kết thúc hoạt động từ ngày {short_date(end)}, phần việc chưa chuyển đơn vị nào."


def _answered(response: Response) -> str:
    day = short_date(day_in_hanoi(response.received_at))
    late = f", muộn {response.days_late} ngày" if response.is_late else ""
    return f"Đã trả lời ngày {day}, số tiếp nhận {response.receipt}{late}."
