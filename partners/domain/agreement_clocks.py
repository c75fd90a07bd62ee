"""The clocks of an agreement: opinions, reports, decisions on renewal, expiry, commitments.

All are worked out from dates at the moment of asking, so that a moved date moves its clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from deadlines.working_days import WorkingCalendar
from partners.agreement_enums import Renewal
from partners.domain.agreement_decisions import coming_periods, decided_periods
from partners.domain.agreement_reports import open_reports
from partners.domain.opinions import confirm_by, due_of, is_open
from partners.models import Agreement
from partners.rules.courses import FINAL


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One date that somebody has to keep; `what` names it for reminders.

    What comes again each period has one `what` and is told apart by the number of its period.
    """

    what: str
    text: str
    on: date
    period: int = 0

    @property
    def key(self) -> str:
        """What tells it from all others on one calendar, also when its day moves."""
        return f"{self.what}:{self.period}" if self.period else self.what

    def days_left(self, today: date) -> int:
        """Return the days until then, below 0 once it is over."""
        return (self.on - today).days


def clocks(
    agreement: Agreement, today: date, calendar: WorkingCalendar, *, until: date | None = None
) -> list[Clock]:
    """Return all that runs for one agreement, the nearest first.

    With `until` also the decisions of later periods that are due by that day.
    """
    found = [
        *_opinions(agreement, calendar),
        *_reports(agreement, calendar),
        *_periods(agreement, today, until or today),
        *_commitments(agreement),
    ]
    return sorted(found, key=lambda clock: (clock.on, clock.what))


def _opinions(agreement: Agreement, calendar: WorkingCalendar) -> Iterator[Clock]:
    for opinion in agreement.opinions.all():
        if opinion.replied_on or not is_open(opinion, agreement):
            continue
        if due := due_of(opinion, calendar):
            yield Clock(
                what=f"agreement.opinion:{opinion.pk}",
                text=_("Ý kiến của %(body)s") % {"body": opinion.body},
                on=due,
            )
        elif confirm := confirm_by(opinion, calendar):
            yield Clock(
                what=f"agreement.receipt:{opinion.pk}",
                text=_("Xác nhận ngày %(body)s nhận đủ hồ sơ") % {"body": opinion.body},
                on=confirm,
            )


def _reports(agreement: Agreement, calendar: WorkingCalendar) -> Iterator[Clock]:
    for report in open_reports(agreement):
        yield Clock(
            what=f"agreement.report:{agreement.pk}:{report.key}",
            text=report.title,
            on=report.due(calendar),
        )


def _periods(agreement: Agreement, today: date, until: date) -> Iterator[Clock]:
    coming = coming_periods(agreement, today)
    if not coming:
        return
    decided = decided_periods(agreement)
    running, text = coming[0][1], decision_in_words(agreement)
    for number, period in coming:
        wanted = period is running or (period.decide_by and period.decide_by <= until)
        if wanted and period.decide_by and period.ends_on not in decided:
            yield Clock(
                what=f"agreement.decision:{agreement.pk}",
                text=text,
                on=period.decide_by,
                period=number,
            )
    if running.decide_by is None or agreement.renewal == Renewal.EXPRESS:
        yield Clock(
            what=f"agreement.expiry:{agreement.pk}",
            text=_("Thỏa thuận hết hiệu lực"),
            on=running.ends_on,
        )


def decision_in_words(agreement: Agreement) -> str:
    """Say what is to be decided by the day."""
    if agreement.renewal == Renewal.EXPRESS:
        return _("Hạn quyết định, thỏa thuận với đối tác việc gia hạn")
    return _("Hạn quyết định có để thỏa thuận tự gia hạn hay không")


def _commitments(agreement: Agreement) -> Iterator[Clock]:
    if agreement.state in FINAL:
        return  # what was not done by its end is owed to nobody
    for commitment in agreement.commitments.all():
        if commitment.is_open:
            yield Clock(
                what=f"commitment:{commitment.pk}", text=commitment.text, on=commitment.due_on
            )
