"""Dates and times as official letters write them.

Decree 30/2020/NĐ-CP, Appendix I, II.4b: «đối với những số thể hiện ngày nhỏ hơn 10 và tháng 1, 2
phải ghi thêm số 0 phía trước» — days below 10 and the months 1 and 2 take a leading zero.
"""

from datetime import date, time

# What a hand fills in after signing; no-break, so that the line keeps its room.
BLANK = "\u00a0" * 6
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def short_date(day: date) -> str:
    """Return «09/8/2021», «14/02/2023»."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """Return «ngày 05 tháng 01 năm 2020»."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def blank_long_date(month: date) -> str:
    """Return the date of a draft: month and year of the given day, the day itself left blank."""
    return f"ngày{BLANK}tháng {_month(month)} năm {month.year}"


def weekday(day: date) -> str:
    """Return «thứ Hai» … «Chủ nhật»."""
    return WEEKDAYS[day.weekday()]


def clock_time(moment: time) -> str:
    """Return «16:42», the form of screens and receipts."""
    return f"{moment:%H:%M}"


def prose_time(moment: time) -> str:
    """Return «16 giờ 42», the form of a letter's sentences."""
    return f"{moment:%H} giờ {moment:%M}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month in (1, 2) else str(day.month)
