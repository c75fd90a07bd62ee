"""The office's working calendar."""

from deadlines.models import CalendarDay
from deadlines.working_days import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    """Return the calendar with the days that the office has entered; one query."""
    return WorkingCalendar(dict(CalendarDay.objects.values_list("date", "working")))
