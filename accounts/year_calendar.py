"""A year as the calendar page shows it: every day that is not like its weekday says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import holidays

from deadlines.models import CalendarDay
from deadlines.working_days import WorkingCalendar

# The public calendar is known for these years; others would show weekends only, as if certain.
FIRST_YEAR, LAST_YEAR = 2007, 2100
SATURDAY = 5
# The page's languages as the package `holidays` calls them.
LANGUAGES = {"vi": "vi", "en": "en_US"}


@dataclass(frozen=True, kw_only=True)
class SpecialDay:
    """A holiday, a day in lieu, a made-up day, or a day that the office has marked."""

    date: dt.date
    working: bool
    name: str
    mark: CalendarDay | None


def special_days(
    year: int, marks: Iterable[CalendarDay], *, language: str = "vi"
) -> list[SpecialDay]:
    """Return the special days of the year in order, holidays by name; a mark of the office wins."""
    marked = {mark.date: mark for mark in marks}
    names = holidays.country_holidays("VN", years=year, language=LANGUAGES[language])
    calendar = WorkingCalendar({date: mark.working for date, mark in marked.items()})
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366))
    return [
        SpecialDay(
            date=day,
            working=calendar.is_working(day),
            name=names.get(day, ""),
            mark=marked.get(day),
        )
        for day in days
        if day.year == year and (day in marked or day in names or _unusual(day, calendar))
    ]


def _unusual(day: dt.date, calendar: WorkingCalendar) -> bool:
    return calendar.is_working(day) == (day.weekday() >= SATURDAY)
