"""Cells of office spreadsheets as text: days in the several ways in which they come."""

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_SERIAL = re.compile(r"(\d{4,6})(?:\.0)?")
# Excel counts from 1/1/1900 as 1 and thinks that 1900 was a leap year.
_EXCEL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = 367  # 1/1/1901: what is smaller is a number or a year, not a day


def day_in(cell: str) -> date | None:
    """Return the day that a cell means: «9/8/2021» (day first), a date cell, an Excel serial.

    None if it means no day.
    """
    text = cell.strip()
    try:
        if match := _DAY.fullmatch(text):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        if match := _MOMENT.fullmatch(text):
            year, month, day = map(int, match.groups())
            return date(year, month, day)
    except ValueError:
        return None
    match = _SERIAL.fullmatch(text)
    serial = int(match[1]) if match else 0
    # «2021» alone is a year that somebody typed.
    if serial < _FIRST_SERIAL or len(str(serial)) == len("2021"):
        return None
    return _EXCEL_ZERO + timedelta(days=serial)
