import datetime as dt

from accounts.year_calendar import special_days
from deadlines.models import CalendarDay


def by_date(year, *marks):
    return {day.date: day for day in special_days(year, marks)}


def test_a_year_shows_holidays_with_their_names():
    days = by_date(2021)

    assert days[dt.date(2021, 2, 12)].name == "Tết Nguyên Đán"
    assert not days[dt.date(2021, 9, 2)].working
    assert dt.date(2021, 8, 9) not in days
    assert dt.date(2021, 8, 7) not in days


def test_holidays_have_a_name_in_english_too():
    days = special_days(2021, [], language="en")

    assert {day.date: day.name for day in days}[dt.date(2021, 9, 2)] == "National Day"


def test_a_made_up_saturday_of_the_public_calendar_is_shown():
    assert by_date(2024)[dt.date(2024, 5, 4)].working


def test_a_mark_of_the_office_wins_and_is_named():
    mark = CalendarDay(date=dt.date(2026, 1, 10), working=True, basis="CV 12729/VPCP-KGVX")
    holiday = CalendarDay(date=dt.date(2026, 9, 2), working=True, basis="Thông báo")

    days = by_date(2026, mark, holiday)

    assert (days[mark.date].working, days[mark.date].mark) == (True, mark)
    assert days[holiday.date].working


def test_the_last_day_of_a_leap_year_counts():
    mark = CalendarDay(date=dt.date(2024, 12, 31), working=False, basis="Thông báo")

    assert list(by_date(2024, mark))[-1] == mark.date
    assert {date.year for date in by_date(2023)} == {2023}
