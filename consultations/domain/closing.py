"""Ending a round: each unit's outcome is derived while it is open and written once at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import closed_links, extensions, webhooks
from consultations.domain.contact import contact, messages_to
from consultations.domain.letters import says_consent
from consultations.domain.locks import locked_round
from consultations.enums import Event, Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Consultee, Response, Round, Term
from consultations.rules.outcome import Silence, Verdict, of_positions, of_silence
from deadlines.value import day_in_hanoi
from districts.domain.units import exists_on
from outbox.models import Message
from vietnamese.dates import short_date
from vietnamese.text import clean_line

REASON_LIMIT = 500  # characters of a reason on record
# Never written: a round with such a letter is not closed.
WAITING = "Có văn bản trả lời chờ nhập, chưa xác định được kết quả."


@dataclass(frozen=True)
class Proposal:
    """What closing now would write for one unit.

    `undecided`: its letter lies with us, or it is silent and its time has not run out; no round is
    closed then.
    """

    consultee: Consultee
    verdict: Verdict
    undecided: bool = False

    @property
    def silent(self) -> bool:
        """Whether no answer decides it."""
        return self.verdict.outcome in (Outcome.NO_REPLY, Outcome.DEEMED_AGREED)

    @property
    def deemed(self) -> bool:
        """Whether silence would be written as consent, which a leader has to confirm."""
        return self.verdict.outcome == Outcome.DEEMED_AGREED


def proposals(round_: Round, at: datetime) -> list[Proposal]:
    """Return each unit's outcome and its reason as of `at`, in the round's order."""
    consultees = list(
        round_.consultees.with_answers()
        .prefetch_related("hand_overs", "transfers")
        .order_by("position")
    )
    sent = messages_to(consultees)
    positions = _positions(round_)
    clause = says_consent(round_)
    return [_proposal(unit, sent[unit.pk], positions, clause=clause, at=at) for unit in consultees]


def _positions(round_: Round) -> dict[int, set[str]]:
    """Return which positions each answer takes: not one row for each content of each unit."""
    comments = Comment.objects.filter(response__consultee__round=round_).order_by()
    found: dict[int, set[str]] = {}
    for response, position in comments.values_list("response", "position").distinct():
        found.setdefault(response, set()).add(position)
    return found


def fingerprint(found: list[Proposal]) -> str:
    """Return what stands for these outcomes: a page that an answer has overtaken is refused."""
    said = "\n".join(f"{one.consultee.pk} {one.verdict.outcome}" for one in found)
    return sha256(said.encode()).hexdigest()


def why_not_yet(round_: Round, at: datetime) -> str:
    """Return why the round cannot be closed now, or nothing."""
    if not round_.is_issued:
        return _("Công văn chưa ban hành.")
    if round_.closed_at:
        return _("Đợt lấy ý kiến đã kết thúc.")
    if round_.cancelled_at:
        return _("Đợt lấy ý kiến đã hủy.")
    term = round_.last_term()
    if term and term.deadline.accepts(at):
        # Also when all have answered: each may correct its answer until the deadline.
        return _("Chưa hết thời hạn (%(phrase)s).") % {"phrase": term.deadline.phrase_and_day}
    return (
        extensions.why_not_closed(round_, at)
        or _without_letter(round_, at)
        or letters_waiting(round_)
    )


def _without_letter(round_: Round, at: datetime) -> str:
    """Name the units whose time has not begun: nobody can say that it is over."""
    if not round_.about_agreement:
        return ""
    waiting = round_.consultees.awaiting_receipt().unanswered().select_related("district")
    there = [
        one for one in waiting.order_by("position") if exists_on(one.district, day_in_hanoi(at))
    ]
    names = ", ".join(unit.committee for unit in there)
    if not names:
        return ""
    return _(
        "Chưa ghi nhận ngày nhận được văn bản của: %(units)s; thời hạn của các đơn vị này chưa bắt "
        "đầu tính. Đề nghị gửi hoặc giao lại công văn và ghi nhận."
    ) % {"units": names}


def letters_waiting(round_: Round) -> str:
    """Name the units whose letter nobody has entered: what stands as their outcome may be wrong.

    After the closing only one that had come before it still changes the outcome.
    """
    units = round_.consultees.with_waiting_reply(before=round_.closed_at).order_by("position")
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
    Refused where silence would be written as consent: that is proposed, and a leader confirms.
    """
    round_ = _to_be_closed(round_, at)
    found = proposals(round_, at)
    if any(one.deemed for one in found):
        raise ConsultationRefused(
            _("Có đơn vị sẽ được ghi coi như nhất trí: lãnh đạo phải xác nhận kết thúc.")
        )
    return _write(round_, found, by=by, at=at)


@transaction.atomic
def propose(round_: Round, *, by: User, at: datetime) -> Round:
    """Ask a leader to end a round in which silence would be written as consent.

    Answers are taken until it is confirmed. Asking again changes nothing.
    """
    round_ = _to_be_closed(round_, at)
    if not any(one.deemed for one in proposals(round_, at)):
        raise ConsultationRefused(
            _("Không có đơn vị nào được coi như nhất trí; chuyên viên kết thúc được ngay.")
        )
    if round_.proposed_at is None:
        round_.proposed_at, round_.proposed_by = at, by
        round_.save(update_fields=["proposed_at", "proposed_by"])
        record(by=by, action="round.closing_proposed", on=round_, at=at)
    return round_


@transaction.atomic
def confirm(
    round_: Round,
    *,
    seen: str | None = None,
    refused: Mapping[int, str] | None = None,
    by: User,
    at: datetime,
) -> Round:
    """End the round as a leader: silence is consent but for the units `refused`, each with why.

    `refused` maps a consultee's id to the reason; `seen` is the fingerprint of the outcomes that
    the leader had before his or her eyes, None where nobody looked at a page.
    """
    round_ = _to_be_closed(round_, at)
    if round_.proposed_at is None:
        raise ConsultationRefused(_("Chuyên viên chưa đề nghị kết thúc đợt lấy ý kiến."))
    found = proposals(round_, at)
    if seen is not None and seen != fingerprint(found):
        raise ConsultationRefused(
            _("Kết quả đã thay đổi sau khi đồng chí mở trang này. Đề nghị xem lại rồi xác nhận.")
        )
    refused = refused or {}
    unknown = set(refused) - {one.consultee.pk for one in found if one.deemed}
    if unknown or not all(reason.strip() for reason in refused.values()):
        raise ConsultationRefused(
            _("Đơn vị không xác nhận coi như nhất trí phải ghi lý do từng đơn vị.")
        )
    decided = [_decided(one, refused) for one in found]
    return _write(round_, decided, confirmed_by=by, by=by, at=at)


def _to_be_closed(round_: Round, at: datetime) -> Round:
    locked = locked_round(round_.pk)
    if refusal := why_not_yet(locked, at):
        raise ConsultationRefused(refusal)
    return locked


def _decided(proposal: Proposal, refused: Mapping[int, str]) -> Proposal:
    reason = refused.get(proposal.consultee.pk)
    if reason is None:
        return proposal
    words = f"Lãnh đạo không xác nhận coi như nhất trí: {clean_line(reason)}"
    return replace(proposal, verdict=Verdict(Outcome.NO_REPLY, words[:REASON_LIMIT]))


def _write(
    round_: Round,
    found: list[Proposal],
    *,
    confirmed_by: User | None = None,
    by: User,
    at: datetime,
) -> Round:
    for one in found:
        unit, verdict = one.consultee, one.verdict
        unit.outcome, unit.outcome_reason, unit.outcome_at = verdict.outcome, verdict.reason, at
        unit.confirmed_by = confirmed_by if one.deemed else None
    units = [one.consultee for one in found]
    written = ["outcome", "outcome_reason", "outcome_at", "confirmed_by"]
    Consultee.objects.bulk_update(units, written, batch_size=200)
    outcomes = {unit.name: str(unit.outcome) for unit in units}
    round_.closed_at, round_.closed_by = at, by
    round_.save(update_fields=["closed_at", "closed_by"])
    record(by=by, action="round.closed", on=round_, at=at, outcomes=outcomes)
    closed_links.shut(round_, by=by, at=at)
    # A round that is opened again is closed again, and told again.
    key = f"{Event.ROUND_CLOSED}:{round_.pk}:{at:%Y%m%dT%H%M%S}"
    webhooks.announce(Event.ROUND_CLOSED, round_, key=key, at=at)
    return round_


def _proposal(
    consultee: Consultee,
    messages: list[Message],
    positions: Mapping[int, set[str]],
    *,
    clause: bool,
    at: datetime,
) -> Proposal:
    if consultee.waiting_reply:
        return Proposal(consultee, Verdict(Outcome.NO_REPLY, WAITING), undecided=True)
    if response := consultee.counted_response:
        verdict = Verdict(of_positions(positions[response.pk]), answered(response))
        return Proposal(consultee, verdict)
    found = contact(consultee, messages)
    term = consultee.term
    open_until = term.deadline.phrase_and_day if term and term.deadline.accepts(at) else ""
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
    return Proposal(consultee, verdict, undecided=bool(open_until))


def _ended(consultee: Consultee, term: Term | None) -> str:
    """A unit that ended while it could still answer has consented to nothing by its silence."""
    end = consultee.district.valid_to
    if end is None or (term and term.deadline.last_day < end):
        return ""
    return f"Đơn vị kết thúc hoạt động từ ngày {short_date(end)}, phần việc chưa chuyển đơn vị nào."


def answered(response: Response) -> str:
    """Say when it answered and under which receipt, as the reason of an outcome."""
    day = short_date(day_in_hanoi(response.received_at))
    late = f", muộn {response.days_late} ngày" if response.is_late else ""
    return f"Đã trả lời ngày {day}, số tiếp nhận {response.receipt}{late}."
