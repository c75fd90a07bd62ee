import datetime as dt

import pytest

from partners.rules.silence import months_after, months_before


@pytest.mark.parametrize(
    ("day", "months", "before", "after"),
    [
        ("2021-08-02", 6, "2021-02-02", "2022-02-02"),
        ("2021-08-31", 6, "2021-02-28", "2022-02-28"),
        ("2024-08-31", 6, "2024-02-29", "2025-02-28"),
        ("2021-01-15", 1, "2020-12-15", "2021-02-15"),
        ("2021-12-15", 24, "2019-12-15", "2023-12-15"),
    ],
)
def test_months_end_where_the_month_ends(day, months, before, after):
    start = dt.date.fromisoformat(day)
    assert months_before(start, months) == dt.date.fromisoformat(before)
    assert months_after(start, months) == dt.date.fromisoformat(after)
