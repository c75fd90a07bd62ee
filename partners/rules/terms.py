"""When an agreement ends, and until when one can still decide about it (thời hạn, gia hạn)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from partners.agreement_enums import Renewal
from partners.rules.months import add_months

# No clock runs longer: the years whose holidays are known end here.
HORIZON = date(2099, 12, 31)


@dataclass(frozen=True)
class Period:
    """One period of validity: its last day, and the last day for a notice that it is the last.

    `decide_by` is None where nothing is to be decided. A notice given on it is a whole notice
    period before the end; an express renewal (gia hạn khi hai bên thỏa thuận) is asked for by then.
    """

    ends_on: date
    decide_by: date | None


@dataclass(frozen=True, kw_only=True)
class Term:
    """What the text says about its time; months are None where it says nothing.

    `extended_to` is a later last day that both sides agreed on, `ends_on` one that is final: notice
    was given.
    """

    effective_on: date | None
    months: int | None = None
    renewal: Renewal = Renewal.NONE
    renewal_months: int | None = None
    notice_months: int | None = None
    extended_to: date | None = None
    ends_on: date | None = None

    def periods(self) -> Iterator[Period]:
        """Yield the periods in order of time, up to the horizon; none if the term is unknown."""
        first = self._first_end()
        if self.ends_on or first is None:
            if self.ends_on:
                yield Period(self.ends_on, None)
            return
        if self.renewal != Renewal.TACIT or not self.renewal_months:
            express = self.renewal == Renewal.EXPRESS
            yield Period(first, self.notice_before(first) if express else None)
            return
        yield from takewhile(
            lambda period: period.ends_on <= HORIZON,
            (self._renewed(first, times) for times in count()),
        )

    def period_on(self, day: date) -> Period | None:
        """Return the period that runs on the day, or the last one if all are over."""
        last = None
        for last in self.periods():
            if last.ends_on >= day:
                break
        return last

    def _first_end(self) -> date | None:
        if self.extended_to:
            return self.extended_to
        if self.effective_on is None or self.months is None:
            return None
        return add_months(self.effective_on, self.months)

    def _renewed(self, first: date, times: int) -> Period:
        if self.extended_to:
            end = add_months(first, times * (self.renewal_months or 0))
        else:
            start = self.effective_on or first
            end = add_months(start, (self.months or 0) + times * (self.renewal_months or 0))
        return Period(end, self.notice_before(end))

    def notice_before(self, end: date) -> date:
        """Return the last day for a notice that the period with that end is the last."""
        return add_months(end, -self.notice_months) if self.notice_months is not None else end
