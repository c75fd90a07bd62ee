"""Working days of Viet Nam (ngày làm việc).

The base is weekends, public holidays and the make-up days that the package `holidays` knows. The
Government moves days by a notice, sometimes days before, so what the office has entered wins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

import holidays

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked. `overrides` maps a day to True (worked) or False (off)."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "overrides", MappingProxyType(dict(self.overrides)))

    def __hash__(self) -> int:
        return hash(frozenset(self.overrides.items()))

    def is_working(self, day: date) -> bool:
        """Return whether the office works on the day."""
        return self.overrides.get(day, day not in _days_off(day.year))

    def add(self, day: date, count: int) -> date:
        """Return the count-th working day after the day, which itself is not counted.

        Civil Code 2015, art. 147: the first day of a period does not count. ValueError below 1.
        """
        return self._step(day, count, ONE_DAY)

    def back(self, day: date, count: int) -> date:
        """Return the count-th working day before the day; ValueError below 1."""
        return self._step(day, count, -ONE_DAY)

    def next_working(self, day: date) -> date:
        """Return the first working day after the day."""
        return self.add(day, 1)

    def latest_working(self, day: date) -> date:
        """Return the day itself if it is worked, else the last working day before it."""
        return day if self.is_working(day) else self.back(day, 1)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 1:
            raise ValueError(f"Working days are counted from 1, not {count}.")
        worked = (other for other in _days_from(day, step) if self.is_working(other))
        return next(islice(worked, count - 1, None))


def _days_from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    # One complete object a year: a shared one fills itself while other threads already read it.
    base = holidays.country_holidays("VN", years=year, expand=False)
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return frozenset(day for day in days if not base.is_working_day(day))
