"""How long without any activity a relation counts as silent."""

from calendar import monthrange
from datetime import date


def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months earlier, or the last day of that month."""
    return _moved(day, -months)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last day of that month."""
    return _moved(day, months)


def _moved(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
