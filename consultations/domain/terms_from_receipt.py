"""Time limits that run from each unit's receipt of the letter (kể từ ngày nhận được văn bản).

Each body that is asked about an agreement has the same number of working days, counted from its own
receipt (Law 70/2020/QH14, art. 19.2). The letter says just that; a unit's day is worked out once
there is evidence that the letter is with it. A day of which a unit was told is never drawn nearer.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import SYSTEM, Actor
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.contact import messages_to, received_on
from consultations.domain.locks import locked_consultee
from consultations.models import Consultee, Response, Term
from deadlines.domain.calendar import working_calendar
from deadlines.value import Deadline
from deadlines.working_days import WorkingCalendar


def begin(
    consultee: Consultee, *, known_on: date | None = None, by: Actor, at: datetime
) -> Term | None:
    """Let the unit's time begin on the day of its receipt; nothing where it does not run from one.

    The earliest evidence decides; `known_on` is a day on which the unit had the letter in any case,
    for it opens or answers it. Without either the time has not begun.
    """
    if consultee.round.about_agreement and _awaits(consultee):
        return _begun(consultee, known_on, by=by, at=at)
    return None


def _awaits(consultee: Consultee) -> bool:
    return Consultee.objects.awaiting_receipt().filter(pk=consultee.pk).exists()


@transaction.atomic
def _begun(consultee: Consultee, known_on: date | None, *, by: Actor, at: datetime) -> Term | None:
    part = locked_consultee(consultee.pk)
    if not _awaits(part):
        return None  # somebody else of the unit came first
    days = (received_on(part, messages_to([part])[part.pk]), known_on)
    received = min((day for day in days if day), default=None)
    return _count(part, received, by=by, at=at) if received else None


def _count(part: Consultee, received: date, *, by: Actor, at: datetime) -> Term | None:
    days_given = part.round.terms.get(original=True).deadline_working_days
    if days_given is None:
        return None
    deadline = Deadline.within_working_days(days_given, received, working_calendar())
    return _set(part, deadline, received, by=by, at=at)


def derive_anew(part: Consultee, reason: str, *, by: User, at: datetime) -> Term | None:
    """Count the unit's time again from the earliest evidence; what was counted before is kept.

    Returns None, and changes nothing, where no evidence is earlier than what is counted from.
    Call it with the part locked.
    """
    counted = part.terms.filter(received_on__isnull=False)
    earliest = received_on(part, messages_to([part])[part.pk])
    if earliest is None or not counted.exists() or counted.filter(received_on__lte=earliest):
        return None
    counted.update(corrected_at=at, corrected_by=by, corrected_because=reason)
    return _count(part, earliest, by=by, at=at)


def begin_due(at: datetime, calendar: WorkingCalendar) -> None:
    """Begin the time of every unit that has the letter by now, and count anew what a day off moves.

    Level-triggered: it asks what is missing, so it may run at any time and as often as one likes.
    """
    running = Consultee.objects.called().in_running_rounds().select_related("round")
    waiting = list(running.awaiting_receipt().prefetch_related("hand_overs", "transfers"))
    sent = messages_to(waiting)
    for unit in waiting:
        if received_on(unit, sent[unit.pk]):
            begin(unit, by=SYSTEM, at=at)
    for term in _running_terms(at):
        _count_anew(term, calendar, at)


def take_back(part: Consultee, *, by: Actor, at: datetime) -> None:
    """Forget the receipt of an office that has handed on its part: the next one has its own time.

    What an answer points to stays. Call it with the part locked.
    """
    unanswered = part.terms.filter(received_on__isnull=False).exclude(
        pk__in=Response.objects.filter(consultee=part).values("term")
    )
    for term in unanswered:
        record(by=by, action="consultee.term_taken_back", on=part, at=at, **_told(term))
        term.delete()


def _running_terms(at: datetime) -> list[Term]:
    """The one of each unit that counts, while it runs."""
    counted = Term.objects.filter(
        received_on__isnull=False,
        deadline_instant__gt=at,
        round__closed_at__isnull=True,
        round__cancelled_at__isnull=True,
    )
    latest = {term.consultee_id: term for term in counted.order_by("deadline_instant")}
    return list(latest.values())


def _count_anew(term: Term, calendar: WorkingCalendar, at: datetime) -> None:
    """The Government moves days off, sometimes days before: then the last day lies later."""
    days, received = term.deadline_working_days, term.received_on
    if days is None or received is None or term.consultee_id is None:
        raise ValueError("only what was counted from a receipt is counted anew")
    deadline = Deadline.within_working_days(days, received, calendar)
    if deadline.instant <= term.deadline_instant:
        return
    with transaction.atomic():
        part = locked_consultee(term.consultee_id)
        there = part.terms.filter(received_on__isnull=False, deadline_instant__gte=deadline.instant)
        if not there.exists():
            _set(part, deadline, received, by=SYSTEM, at=at)


def _set(part: Consultee, deadline: Deadline, received: date, *, by: Actor, at: datetime) -> Term:
    term = Term(
        round_id=part.round_id, consultee=part, received_on=received, set_by_id=by.pk, set_at=at
    )
    term.set_deadline(deadline)
    term.save()
    record(by=by, action="consultee.term_begun", on=part, at=at, **_told(term))
    return term


def _told(term: Term) -> dict[str, object]:
    return {"received_on": term.received_on, "deadline": term.deadline.phrase_and_day}
