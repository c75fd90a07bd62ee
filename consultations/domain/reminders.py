"""Reminding the units that owe an answer (đôn đốc)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.domain import notices
from consultations.domain.contact import messages_to, newest_call
from consultations.domain.locks import locked_round
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Round, Term
from deadlines.milestones import Milestone, Stage, milestones
from deadlines.working_days import WorkingCalendar
from outbox.enums import MessageState
from outbox.models import Message


def due_reminders(at: datetime, calendar: WorkingCalendar) -> Iterator[tuple[Consultee, Stage]]:
    """Yield the reminders that are due and have no row yet.

    Of the stages that have passed only the newest is still useful; one that lies before the call
    or before the extension was given is not due at all, and nothing is due after the deadline.
    """
    for round_ in Round.objects.taking_answers().with_course():
        owing = list(round_.consultees.unanswered().with_course().select_related("draft"))
        sent = messages_to(owing)
        for consultee in owing:
            messages = sent[consultee.pk]
            stage = _due_stage(consultee, newest_call(messages), at, calendar)
            keys = {message.key for message in messages}
            if stage and notices.reminder_key(consultee, stage) not in keys:
                yield consultee, stage


def send_due_reminders(at: datetime, calendar: WorkingCalendar) -> int:
    """Write every reminder that is due; return how many."""
    due = list(due_reminders(at, calendar))
    for consultee, stage in due:
        notices.scheduled_reminder(consultee, stage, at=at)
    return len(due)


def plan(term: Term, issued_at: datetime | None, calendar: WorkingCalendar) -> list[Milestone]:
    """Return the stages at which a unit under this time limit is reminded, in order.

    Nobody is reminded of a letter that has not been issued.
    """
    if issued_at is None:
        return []
    armed_at = max(issued_at, term.set_at)
    return [step for step in milestones(term.deadline, calendar) if step.at > armed_at]


def next_reminder(
    consultee: Consultee, at: datetime, calendar: WorkingCalendar
) -> Milestone | None:
    """Return the next stage at which this unit will be reminded if it stays silent."""
    term = consultee.term
    if term is None:
        return None
    steps = plan(term, consultee.round.dispatch.issued_at, calendar)
    return next((step for step in steps if step.at > at), None)


@transaction.atomic
def remind_now(
    round_: Round, consultees: Iterable[Consultee], *, order: str, by: User, at: datetime
) -> list[Message]:
    """Remind a selection at once; `order` is the form's key, a second click writes nothing new.

    Units that have answered meanwhile are left out; one whose time is over still owes its answer,
    late, while the round is open. Refuses a round that
    does not take answers.
    """
    round_ = locked_round(round_.pk)
    if not round_.is_running:
        raise ConsultationRefused(_("Chỉ nhắc được khi đợt lấy ý kiến đang mở."))
    chosen = [consultee.pk for consultee in consultees]
    owing = round_.consultees.unanswered().filter(pk__in=chosen).with_course()
    return [
        notices.reminder_by_hand(consultee, order=order, by=by, at=at)
        for consultee in owing
        if can_be_reminded(consultee)
    ]


def can_be_reminded(consultee: Consultee) -> bool:
    """Whether mail can reach the unit and it has a deadline to be reminded of that has begun."""
    term = consultee.term
    return bool(consultee.address) and term is not None and not term.deadline.awaits_receipt


def still_useful(message: Message, at: datetime) -> bool:
    """Whether a reminder, or news of an extension, should still leave: the unit owes an answer.

    The mail names the deadline that holds: what was written before an extension names the old one,
    and other mail follows for the new one. What a newer one has overtaken while mail was held up,
    or the deadline itself, would say «còn 4 ngày» too late; what was written after the deadline
    says that it is over.
    """
    consultee = Consultee.objects.unanswered().with_course().filter(pk=message.topic_id).first()
    if consultee is None or consultee.round.is_over or consultee.term is None:
        return False
    term = consultee.term
    true_still = term.deadline.accepts(at) == term.deadline.accepts(message.created_at)
    return true_still and term.set_at <= message.created_at and not _is_overtaken(message)


def still_running(message: Message, _at: datetime) -> bool:
    """Whether news that a round was opened again should still leave: it has not ended since."""
    return Consultee.objects.in_running_rounds().filter(pk=message.topic_id).exists()


def _is_overtaken(message: Message) -> bool:
    alike = Message.objects.filter(
        topic_type=message.topic_type, topic_id=message.topic_id, kind=message.kind
    )
    return alike.filter(pk__gt=message.pk).exists()


def _due_stage(
    consultee: Consultee, call: Message | None, at: datetime, calendar: WorkingCalendar
) -> Stage | None:
    term = consultee.term
    if term is None or call is None or call.state == MessageState.FAILED:
        return None
    if not term.deadline.accepts(at):
        return None
    steps = plan(term, consultee.round.dispatch.issued_at, calendar)
    passed = [step for step in steps if call.created_at < step.at <= at]
    return passed[-1].stage if passed else None
