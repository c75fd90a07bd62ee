from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import blank_long_date, clock_time, long_date, prose_time, short_date, weekday


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2021, 8, 9), "09/8/2021", "ngày 09 tháng 8 năm 2021"),
        (date(2021, 2, 9), "09/02/2021", "ngày 09 tháng 02 năm 2021"),
        (date(2021, 3, 29), "29/3/2021", "ngày 29 tháng 3 năm 2021"),
        (date(2023, 7, 14), "14/7/2023", "ngày 14 tháng 7 năm 2023"),
        (date(2020, 1, 5), "05/01/2020", "ngày 05 tháng 01 năm 2020"),
        (date(2019, 6, 29), "29/6/2019", "ngày 29 tháng 6 năm 2019"),
        (date(2025, 12, 31), "31/12/2025", "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_dates_of_the_decree_and_of_the_documents(day, short, long):
    assert short_date(day) == short
    assert long_date(day) == long


@given(st.dates())
def test_only_days_below_ten_and_the_months_one_and_two_take_a_zero(day):
    first, month, year = short_date(day).split("/")
    assert (int(first), int(month), int(year)) == (day.day, day.month, day.year)
    assert first.startswith("0") == (day.day < 10)
    assert month.startswith("0") == (day.month in (1, 2))


def test_a_moment_is_written_by_its_own_date():
    assert short_date(datetime(2021, 8, 9, 23, 59)) == "09/8/2021"  # noqa: DTZ001


def test_a_draft_leaves_room_for_the_day():
    assert blank_long_date(date(2021, 8, 1)).split() == ["ngày", "tháng", "8", "năm", "2021"]
    assert "ngày\u00a0\u00a0" in blank_long_date(date(2021, 8, 1))


def test_weekdays_begin_with_thu_hai():
    monday = date(2021, 8, 9)
    week = [weekday(monday + timedelta(days=n)) for n in range(7)]
    assert week == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def test_times_on_a_screen_and_in_a_sentence():
    assert (clock_time(time(8, 0)), prose_time(time(8, 0))) == ("08:00", "08 giờ 00")
    assert (clock_time(time(16, 42)), prose_time(time(16, 42))) == ("16:42", "16 giờ 42")
