"""How a letter addresses the units of its day."""

import datetime as dt

import pytest

from districts.domain.units import audience, units_on
from tests.districts.acts import all_acts, province_of_2021, unit
from tests.factories import district

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    province_of_2021()
    all_acts()
    for number, kind in enumerate(["ward", "commune"]):
        district(f"Đơn vị {number}", kind, code=f"n{number}", valid_from=dt.date(2025, 7, 1))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2021-08-02", "các huyện, thành phố"),
        ("2024-01-31", "các huyện, thành phố"),
        ("2024-02-01", "các huyện, thị xã, thành phố"),
        ("2025-06-30", "các huyện, thị xã, thành phố"),
        ("2025-07-01", "các xã, phường"),
    ],
)
def test_all_units_of_a_day_are_one_group(province, day, text):
    on = dt.date.fromisoformat(day)
    assert audience(list(units_on(on)), on) == text


def test_some_units_are_named_while_the_line_holds_them(province):
    on = dt.date(2021, 8, 2)
    some = [unit(code) for code in ("bac-giang", "viet-yen", "yen-dung")]
    assert audience(some, on) == "thành phố Bắc Giang và các huyện Việt Yên, Yên Dũng"
    assert audience([unit("chu")], on) == "thị xã Chũ"
    assert audience([], on) == ""
    long = [district("Tên rất dài " * 4 + str(n), code=f"l{n}") for n in range(9)]
    assert audience(long, on) == "các huyện"
