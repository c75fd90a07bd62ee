"""Everything that is due in consultations at a moment; safe to run at any time, and twice."""

from datetime import datetime

from consultations.domain import link_requests, webhooks
from consultations.domain.calls import send_due_calls
from consultations.domain.citing_earlier import link_earlier
from consultations.domain.receipts import build_due_receipts
from consultations.domain.reminders import plan, send_due_reminders
from consultations.domain.terms_from_receipt import begin_due
from consultations.models import Round
from deadlines.domain.calendar import working_calendar
from deadlines.working_days import WorkingCalendar


def catch_up(at: datetime) -> None:
    """Write the calls, reminders and links that are due; begin terms; add what else is missing."""
    calendar = working_calendar()
    send_due_calls(at)
    begin_due(at, calendar)
    send_due_reminders(at, calendar)
    link_requests.answer_due(at)
    webhooks.announce_issued(at)
    build_due_receipts(at)
    link_earlier(at)


def moments_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> list[datetime]:
    """Return the moments after `start`, up to `end`, at which something falls due, in order."""
    moments = set()
    for round_ in Round.objects.taking_answers().with_course():
        for term in round_.terms.all():
            moments |= {step.at for step in plan(term, round_.dispatch.issued_at, calendar)}
            moments.add(term.deadline_instant)
    return sorted(moment for moment in moments if start < moment <= end)
