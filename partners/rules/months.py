"""Months added to a day.

A term in months ends on the day of the same number, or on the last day of a month that has none
(Civil Code 2015, art. 148). Every later period is counted from the first day, so that one short
month shortens no other: 31/8 and six months is 28/2, and twelve months is 31/8 again.
"""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the day so many months later, or earlier if negative; ValueError beyond year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
