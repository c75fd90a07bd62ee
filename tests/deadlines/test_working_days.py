from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.working_days import WorkingCalendar

CALENDAR = WorkingCalendar()
SWAP = WorkingCalendar({date(2026, 1, 2): False, date(2026, 1, 10): True})
DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))
COUNTS = st.integers(1, 40)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2021, 8, 6), True),
        (date(2021, 8, 7), False),
        (date(2021, 8, 8), False),
        (date(2021, 9, 2), False),
        (date(2021, 9, 3), False),
        (date(2023, 1, 20), False),
        (date(2023, 1, 26), False),
        (date(2023, 1, 27), True),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), True),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
    ],
)
def test_weekends_holidays_and_make_up_days(day, working):
    assert CALENDAR.is_working(day) is working


def test_what_the_office_entered_wins():
    friday, saturday = date(2026, 1, 2), date(2026, 1, 10)
    assert (CALENDAR.is_working(friday), CALENDAR.is_working(saturday)) == (True, False)
    assert (SWAP.is_working(friday), SWAP.is_working(saturday)) == (False, True)
    assert SWAP.next_working(date(2025, 12, 31)) == date(2026, 1, 5)
    assert SWAP.next_working(date(2026, 1, 9)) == saturday


def test_seven_working_days_over_the_national_day():
    assert CALENDAR.add(date(2021, 8, 27), 7) == date(2021, 9, 9)


def test_the_second_half_of_january_2023_has_five_working_days():
    days = [date(2023, 1, day) for day in range(18, 32)]
    worked = [day.day for day in days if CALENDAR.is_working(day)]
    assert worked == [18, 19, 27, 30, 31]
    assert CALENDAR.add(date(2023, 1, 17), 5) == date(2023, 1, 31)
    assert CALENDAR.back(date(2023, 2, 1), 5) == date(2023, 1, 18)


def test_the_latest_working_day_may_be_the_day_itself():
    assert CALENDAR.latest_working(date(2021, 8, 6)) == date(2021, 8, 6)
    assert CALENDAR.latest_working(date(2021, 8, 8)) == date(2021, 8, 6)
    assert CALENDAR.latest_working(date(2023, 1, 26)) == date(2023, 1, 19)


@pytest.mark.parametrize("count", [0, -1])
def test_working_days_are_counted_from_one(count):
    with pytest.raises(ValueError, match="from 1"):
        CALENDAR.add(date(2021, 8, 2), count)
    with pytest.raises(ValueError, match="from 1"):
        CALENDAR.back(date(2021, 8, 2), count)


@given(DAYS, COUNTS)
def test_add_counts_the_working_days_after_the_day(day, count):
    last = CALENDAR.add(day, count)
    after = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert CALENDAR.is_working(last)
    assert sum(map(CALENDAR.is_working, after)) == count


@given(DAYS, COUNTS)
def test_back_undoes_add_from_a_working_day(day, count):
    start = CALENDAR.latest_working(day)
    assert CALENDAR.back(CALENDAR.add(start, count), count) == start


@given(st.dictionaries(DAYS, st.booleans(), max_size=20), DAYS)
def test_overrides_change_their_days_and_no_other(overrides, day):
    calendar = WorkingCalendar(overrides)
    assert calendar.is_working(day) is overrides.get(day, CALENDAR.is_working(day))
    assert all(calendar.is_working(own) is working for own, working in overrides.items())


def test_a_calendar_is_a_value():
    days = {date(2026, 1, 2): False}
    calendar = WorkingCalendar(days)
    days[date(2026, 1, 3)] = True
    assert calendar == WorkingCalendar({date(2026, 1, 2): False})
    assert hash(calendar) == hash(WorkingCalendar({date(2026, 1, 2): False}))
    with pytest.raises(TypeError):
        calendar.overrides[date(2026, 1, 2)] = True
