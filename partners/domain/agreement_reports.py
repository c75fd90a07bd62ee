"""What has to go to whom after a step: reports, notices, copies of what was signed.

Which, to whom and how soon is dated data (`data/agreement_law.json`). What went out is an event:
to whom, on which day, by which document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.working_days import WorkingCalendar
from partners.agreement_enums import EventKind, State
from partners.domain.law import is_outside, law
from partners.models import Agreement, AgreementEvent
from partners.rules.law import Report


@dataclass(frozen=True, kw_only=True)
class DueReport:
    """A report that a step asks for; `after` is that step, `made` the entry that it was made."""

    report: Report
    after: AgreementEvent
    on: date
    made: AgreementEvent | None

    @property
    def key(self) -> str:
        """What tells it from the others of its agreement."""
        return f"{self.report.code}:{self.after.ordinal}"

    @property
    def title(self) -> str:
        """What has to go to whom, as it is entered and shown."""
        return f"{self.report.name}: {self.report.to}"

    def due(self, calendar: WorkingCalendar) -> date:
        """Return its last day; one that is off moves to the next working day.

        Civil Code 2015, art. 148.
        """
        day = self.on + timedelta(days=self.report.days)
        return day if calendar.is_working(day) else calendar.next_working(day)


def asked_reports(agreement: Agreement) -> Iterator[DueReport]:
    """Yield the reports that its steps ask for, made or not.

    Of an agreement that was recorded later nobody knows what was reported.
    """
    events = list(agreement.events.all())
    made = {event.code: event for event in events if event.kind == EventKind.REPORT}
    for event in events:
        on = _day_of(agreement, event)
        if event.kind == EventKind.STEP and on:
            for report in _due_after(agreement, event, on):
                key = f"{report.code}:{event.ordinal}"
                yield DueReport(report=report, after=event, on=on, made=made.get(key))


def open_reports(agreement: Agreement) -> Iterator[DueReport]:
    """Yield those that were not made."""
    return (report for report in asked_reports(agreement) if report.made is None)


def _day_of(agreement: Agreement, event: AgreementEvent) -> date | None:
    """Return the day of a step; that of the signing may have been corrected since."""
    return agreement.signed_on if event.after == State.SIGNED else event.on


def _due_after(agreement: Agreement, event: AgreementEvent, on: date) -> Sequence[Report]:
    """Return what the law of that day asks after the step, of the level that took it."""
    if is_outside(agreement.kind):
        return []
    levels = (agreement.level, agreement.charge_level)
    found = (law().procedure_on(level, on) for level in levels)
    procedure = next(filter(None, found), None)
    reports = procedure.reports if procedure else ()
    return [report for report in reports if event.after in report.after]
