import datetime as dt

import pytest

from vietnamese.cells import day_in


@pytest.mark.parametrize(
    "cell",
    [
        "9/8/2021",
        "09/08/2021",
        " 9-8-2021 ",
        "9.8.2021",
        "2021-08-09",
        "2021-08-09 00:00:00",
        "44417",
        "44417.0",
    ],
)
def test_a_day_in_the_ways_in_which_it_comes(cell):
    assert day_in(cell) == dt.date(2021, 8, 9)


@pytest.mark.parametrize("cell", ["", "2021", "31/2/2021", "8/2021", "hôm qua", "9/8/21", "12"])
def test_what_is_no_day(cell):
    assert day_in(cell) is None
