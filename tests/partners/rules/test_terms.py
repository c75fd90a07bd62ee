"""Months, periods and the last day for a notice."""

import datetime as dt
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.agreement_enums import Renewal
from partners.rules.months import add_months
from partners.rules.terms import HORIZON, Period, Term

day = dt.date.fromisoformat
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
MONTHS = st.integers(1, 240)
TACIT = st.builds(
    Term,
    effective_on=DAYS,
    months=MONTHS,
    renewal=st.just(Renewal.TACIT),
    renewal_months=MONTHS,
    notice_months=st.integers(0, 24),
)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2021-01-15", 1, "2021-02-15"),
        ("2021-01-31", 1, "2021-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2021-01-31", 2, "2021-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2021-05-31", -3, "2021-02-28"),
        ("2021-12-31", 1, "2022-01-31"),
        ("2021-01-01", -1, "2020-12-01"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(start, months, expected):
    assert add_months(day(start), months) == day(expected)


@given(DAYS, st.integers(-240, 240))
def test_the_month_is_exact_and_the_day_never_later(start, months):
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or (end + dt.timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_more_months_never_end_earlier(start, some, more):
    assert add_months(start, some) <= add_months(start, some + more)


def test_three_years_renewed_by_one_with_three_months_notice():
    """The vector that GLPI got wrong: the notice is counted back from each period's own end."""
    term = Term(
        effective_on=day("2021-10-15"),
        months=36,
        renewal=Renewal.TACIT,
        renewal_months=12,
        notice_months=3,
    )
    assert list(islice(term.periods(), 4)) == [
        Period(day("2024-10-15"), day("2024-07-15")),
        Period(day("2025-10-15"), day("2025-07-15")),
        Period(day("2026-10-15"), day("2026-07-15")),
        Period(day("2027-10-15"), day("2027-07-15")),
    ]


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        ("2021-10-15", "2024-10-15"),
        ("2024-10-15", "2024-10-15"),
        ("2024-10-16", "2025-10-15"),
        ("2030-01-01", "2030-10-15"),
    ],
)
def test_the_period_that_runs(today, ends):
    term = Term(effective_on=day("2021-10-15"), months=36, renewal=Renewal.TACIT, renewal_months=12)
    assert term.period_on(day(today)).ends_on == day(ends)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ({}, []),
        ({"months": None}, []),
        ({"effective_on": None}, []),
        ({"months": 24}, [("2023-10-15", None)]),
        ({"months": 24, "renewal": Renewal.EXPRESS}, [("2023-10-15", day("2023-10-15"))]),
        (
            {"months": 24, "renewal": Renewal.EXPRESS, "notice_months": 6},
            [("2023-10-15", day("2023-04-15"))],
        ),
        ({"months": 24, "extended_to": day("2025-10-15")}, [("2025-10-15", None)]),
        ({"extended_to": day("2025-10-15"), "effective_on": None}, [("2025-10-15", None)]),
        (
            {"months": 24, "renewal": Renewal.TACIT, "renewal_months": 12}
            | {"ends_on": day("2023-10-15")},
            [("2023-10-15", None)],
        ),
    ],
)  # fmt: skip
def test_what_is_known_gives_the_periods(term, expected):
    made = Term(**{"effective_on": day("2021-10-15")} | term)
    assert [(p.ends_on, p.decide_by) for p in made.periods()] == [
        (day(ends), by) for ends, by in expected
    ]


def test_after_an_extension_the_renewals_go_on_from_its_end():
    term = Term(
        effective_on=day("2021-10-15"),
        months=12,
        renewal=Renewal.TACIT,
        renewal_months=6,
        notice_months=1,
        extended_to=day("2023-08-31"),
    )
    assert [p.ends_on for p in islice(term.periods(), 3)] == [
        day("2023-08-31"),
        day("2024-02-29"),
        day("2024-08-31"),
    ]


@given(TACIT)
def test_every_notice_is_whole_and_in_its_own_period(term):
    periods = list(islice(term.periods(), 30))
    ends = [period.ends_on for period in periods]
    assert ends == sorted(set(ends))
    for times, period in enumerate(periods):
        assert period.ends_on == add_months(
            term.effective_on, term.months + times * term.renewal_months
        )
        assert add_months(period.decide_by, term.notice_months) <= period.ends_on
        # Two days later would always be too late.
        late = period.decide_by + dt.timedelta(days=4)
        assert add_months(late, term.notice_months) > period.ends_on
        assert period.ends_on <= HORIZON


@given(TACIT)
def test_a_later_beginning_moves_every_date(term):
    moved = Term(**vars(term) | {"effective_on": add_months(term.effective_on, 1)})
    pairs = zip(islice(term.periods(), 10), islice(moved.periods(), 10), strict=False)
    assert all(was.ends_on <= now.ends_on for was, now in pairs)
