"""The clocks of an agreement: opinions, reports, decisions on renewal, expiry, commitments.

All are worked out from dates at the moment of asking, so that a moved date moves its clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from deadlines.working_days import WorkingCalendar
from partners.agreement_enums import EventKind, State
from partners.domain.law import law
from partners.domain.opinions import due_of, is_open
from partners.models import Agreement, AgreementEvent
from partners.rules.courses import BINDING, FINAL
from partners.rules.law import Report


@dataclass(frozen=True, kw_only=True)
class OpenReport:
    """A report that is still owed; `after` is the day of the step that it follows."""

    key: str
    name: str
    to: str
    after: date
    days: int
    source: str
    certain: bool

    def due(self, calendar: WorkingCalendar) -> date:
        """Return its last day; one that is off moves to the next working day.

        Civil Code 2015, art. 148.
        """
        day = self.after + timedelta(days=self.days)
        return day if calendar.is_working(day) else calendar.next_working(day)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One date that somebody has to keep; `what` names it for reminders."""

    what: str
    text: str
    on: date

    def days_left(self, today: date) -> int:
        """Return the days until then, below 0 once it is over."""
        return (self.on - today).days


def clocks(agreement: Agreement, today: date, calendar: WorkingCalendar) -> list[Clock]:
    """Return all that runs for one agreement, the nearest first."""
    found = [
        *_opinions(agreement, calendar),
        *_reports(agreement, calendar),
        *_periods(agreement, today),
        *_commitments(agreement),
    ]
    return sorted(found, key=lambda clock: (clock.on, clock.what))


def open_reports(agreement: Agreement) -> Iterator[OpenReport]:
    """Yield the reports that its steps ask for and that were not made.

    Of an agreement that was recorded later nobody knows what was reported.
    """
    events = list(agreement.events.all())
    made = {event.code for event in events if event.kind == EventKind.REPORT}
    for event in events:
        if event.kind == EventKind.STEP and event.on:
            for report in _due_after(agreement, event, event.on):
                key = f"{report.code}:{event.ordinal}"
                if key not in made:
                    yield OpenReport(
                        key=key,
                        name=report.name,
                        to=report.to,
                        after=event.on,
                        days=report.days,
                        source=report.source,
                        certain=report.certain,
                    )


def _due_after(agreement: Agreement, event: AgreementEvent, on: date) -> Sequence[Report]:
    """Return what the law of that day asks after the step, of the level that took it."""
    levels = (agreement.level, agreement.charge_level)
    found = (law().procedure_on(level, on) for level in levels)
    procedure = next(filter(None, found), None)
    reports = procedure.reports if procedure else ()
    return [report for report in reports if event.after in report.after]


def _opinions(agreement: Agreement, calendar: WorkingCalendar) -> Iterator[Clock]:
    for opinion in agreement.opinions.all():
        due = due_of(opinion, calendar)
        if due and not opinion.replied_on and is_open(opinion, agreement):
            yield Clock(
                what=f"agreement.opinion:{opinion.pk}",
                text=_("Ý kiến của %(body)s") % {"body": opinion.body},
                on=due,
            )


def _reports(agreement: Agreement, calendar: WorkingCalendar) -> Iterator[Clock]:
    for report in open_reports(agreement):
        yield Clock(
            what=f"agreement.report:{agreement.pk}:{report.key}",
            text=f"{report.name}: {report.to}",
            on=report.due(calendar),
        )


def _periods(agreement: Agreement, today: date) -> Iterator[Clock]:
    if agreement.state not in (State.SIGNED, *BINDING):
        return
    decided = decided_periods(agreement)
    periods = list(agreement.periods.all())
    running = next((p for p in periods if p.ends_on >= today), periods[-1] if periods else None)
    if running is None:
        return
    if running.decide_by and running.ends_on not in decided:
        yield Clock(
            what=f"agreement.decision:{agreement.pk}",
            text=_("Hạn quyết định có để thỏa thuận tự gia hạn hay không"),
            on=running.decide_by,
        )
    if running.decide_by is None:
        yield Clock(
            what=f"agreement.expiry:{agreement.pk}",
            text=_("Thỏa thuận hết hiệu lực"),
            on=running.ends_on,
        )


def decided_periods(agreement: Agreement) -> set[date]:
    """Return the ends of periods that somebody decided about."""
    return {
        date.fromisoformat(event.code.partition(":")[2])
        for event in agreement.events.all()
        if event.kind == EventKind.RENEWAL
    }


def _commitments(agreement: Agreement) -> Iterator[Clock]:
    if agreement.state in FINAL:
        return  # what was not done by its end is owed to nobody
    for commitment in agreement.commitments.all():
        if not commitment.done_on:
            yield Clock(
                what=f"commitment:{commitment.pk}", text=commitment.text, on=commitment.due_on
            )
