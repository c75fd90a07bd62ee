"""When duties are due: pure, so every pattern is tried with many days."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.rules.occurrences import (
    Occurrence,
    Pattern,
    Signing,
    is_asked_with_plan,
    occurrences,
    reminder,
)
from districts.rules.periods import exists_on

DAY = dt.date(2021, 8, 2)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
SIGNINGS = st.lists(
    st.builds(
        Signing,
        unit=st.just(1),
        agreement=st.integers(1, 10**6),
        title=st.just("Bản ghi nhớ"),
        on=st.none() | DAYS,
    ),
    unique_by=lambda signing: signing.agreement,
    max_size=5,
)


def told(pattern, today=DAY, **known):
    return [(o.key, o.due) for o in occurrences(pattern, today=today, **known)]


def test_what_is_kept_doing_is_told_for_the_years_that_were_reported_on():
    assert told(Pattern(), today=dt.date(2024, 6, 1), reported=[2021, 2024]) == [
        ("thuong-xuyen-2021", None),
        ("thuong-xuyen-2024", None),
    ]


def year_end(year):
    return (str(year), dt.date(year, 12, 31))


@pytest.mark.parametrize(
    ("pattern", "today", "ends", "expected"),
    [
        # What is kept doing is told for the running year, in the programme's period.
        (Pattern(), DAY, None, [("thuong-xuyen-2021", None)]),
        (Pattern(last_year=2025), dt.date(2030, 4, 1), None, [("thuong-xuyen-2025", None)]),
        # In the first months units still write about the year that is over.
        (
            Pattern(),
            dt.date(2022, 3, 31),
            None,
            [("thuong-xuyen-2021", None), ("thuong-xuyen-2022", None)],
        ),
        (Pattern(), dt.date(2022, 4, 1), None, [("thuong-xuyen-2022", None)]),
        (Pattern(is_plan=True), DAY, None, [("thuong-xuyen", None)]),
        (
            Pattern(due=dt.date(2021, 12, 31)),
            DAY,
            None,
            [("mot-lan", dt.date(2021, 12, 31))],
        ),
        (Pattern(due=dt.date(2024, 2, 29)), DAY, None, [("mot-lan", dt.date(2024, 2, 29))]),
        # The first year is told before it comes; the others only when they have come.
        (Pattern(yearly_from=2022), DAY, None, [year_end(2022)]),
        (
            Pattern(yearly_from=2022),
            dt.date(2024, 1, 1),
            None,
            [*map(year_end, (2022, 2023, 2024))],
        ),
        (
            Pattern(yearly_from=2022, last_year=2025),
            dt.date(2030, 1, 1),
            None,
            [*map(year_end, (2022, 2023, 2024, 2025))],
        ),
        (Pattern(yearly_from=2026, last_year=2025), DAY, None, []),
        # District level ended on 1/7/2025: 31/12/2025 is not asked of a huyện any more.
        (
            Pattern(yearly_from=2023, last_year=2025),
            dt.date(2025, 5, 5),
            dt.date(2025, 7, 1),
            [*map(year_end, (2023, 2024))],
        ),
        (Pattern(due=dt.date(2025, 7, 1)), DAY, dt.date(2025, 7, 1), []),
        (
            Pattern(due=dt.date(2025, 6, 30)),
            DAY,
            dt.date(2025, 7, 1),
            [("mot-lan", dt.date(2025, 6, 30))],
        ),
        (Pattern(after_signing=True), DAY, None, []),
    ],
)
def test_the_times_of_a_duty(pattern, today, ends, expected):
    assert told(pattern, today, unit_ends=ends) == expected


def test_each_signing_asks_for_its_own_plan_without_a_day():
    signed = [
        Signing(unit=1, agreement=7, title="B", on=dt.date(2023, 5, 1)),
        Signing(unit=1, agreement=9, title="A", on=None),
        Signing(unit=1, agreement=8, title="C", on=dt.date(2022, 5, 1)),
    ]
    assert told(Pattern(after_signing=True), signings=signed) == [
        ("thoa-thuan-9", None),
        ("thoa-thuan-8", None),
        ("thoa-thuan-7", None),
    ]


@given(
    first=st.integers(1990, 2090),
    last=st.none() | st.integers(1990, 2090),
    days=st.tuples(DAYS, DAYS),
)
def test_years_follow_each_other_and_none_is_ever_taken_back(first, last, days):
    earlier, later = sorted(days)
    pattern = Pattern(yearly_from=first, last_year=last)
    now, then = told(pattern, earlier), told(pattern, later)
    assert then[: len(now)] == now
    assert all(due == dt.date(int(key), 12, 31) for key, due in then)
    assert all(int(b[0]) - int(a[0]) == 1 for a, b in pairwise(then))


@given(
    pattern=st.one_of(
        st.builds(Pattern, due=DAYS),
        st.builds(
            Pattern,
            yearly_from=st.integers(1990, 2090),
            last_year=st.none() | st.integers(1990, 2090),
        ),
        st.builds(Pattern, after_signing=st.just(True)),
        st.just(Pattern()),
    ),
    signed=SIGNINGS,
    today=DAYS,
    period=st.tuples(st.none() | DAYS, st.none() | DAYS),
)
def test_a_unit_is_asked_for_exactly_what_falls_due_while_it_exists(pattern, signed, today, period):
    begins, ends = period
    every = occurrences(pattern, today=today, signings=signed)
    own = occurrences(pattern, today=today, signings=signed, unit_begins=begins, unit_ends=ends)
    there = [o for o in every if o.due is None or exists_on(begins, ends, o.due)]
    assert own == there


@given(today=DAYS, first=st.integers(1990, 2090), changes=st.lists(DAYS, max_size=3, unique=True))
def test_units_that_follow_each_other_are_asked_for_every_time_once(today, first, changes):
    """No time of a duty is lost or asked twice where one unit follows another."""
    pattern, days = Pattern(yearly_from=first), [None, *sorted(changes), None]
    asked = [
        o
        for begins, ends in pairwise(days)
        for o in occurrences(pattern, today=today, unit_begins=begins, unit_ends=ends)
    ]
    assert asked == occurrences(pattern, today=today)


@given(due=st.none() | DAYS, planned=st.none() | DAYS, today=DAYS)
def test_what_needs_a_plan_is_asked_from_the_plan_on(due, planned, today):
    asked = is_asked_with_plan(Occurrence(key="x", due=due), planned, today)
    assert asked == (planned is not None and planned <= (due or today))
    if asked:
        assert is_asked_with_plan(
            Occurrence(key="x", due=due), planned, today + dt.timedelta(days=1)
        )


@given(signed=SIGNINGS, today=DAYS, ends=st.none() | DAYS)
def test_plans_after_signing_are_as_many_as_signings_and_of_different_keys(signed, today, ends):
    found = told(Pattern(after_signing=True), today, signings=signed, unit_ends=ends)
    assert len({key for key, _due in found}) == len(signed)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (31, None),
        (30, ("30", 0)),
        (8, ("30", 0)),
        (7, ("7", 0)),
        (1, ("7", 0)),
        (0, ("0", 0)),
        (-1, ("overdue", 1)),
        (-7, ("overdue", 1)),
        (-8, ("overdue", 8)),
        (-15, ("overdue", 15)),
    ],
)
@pytest.mark.parametrize("due", [dt.date(2021, 12, 31), dt.date(2024, 2, 29)])
def test_the_stages_of_reminding(due, days, expected):
    found = reminder(due, due - dt.timedelta(days=days))
    assert found == (expected and (expected[0], due + dt.timedelta(days=expected[1])))


@given(due=DAYS, days=st.integers(0, 3000))
def test_an_overdue_duty_is_told_anew_each_week_and_never_ahead(due, days):
    today = due + dt.timedelta(days=1 + days)
    stage, on = reminder(due, today)
    assert stage == "overdue"
    assert 0 <= (today - on).days < 7
    assert (on - due).days % 7 == 1
