from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.numbers import decimal, numbered, padded, roman, thousands

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@pytest.mark.parametrize(
    ("count", "text"), [(0, "00"), (1, "01"), (7, "07"), (10, "10"), (120, "120")]
)
def test_counts_in_prose(count, text):
    assert padded(count) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (1250000, "1.250.000")])
def test_thousands(number, text):
    assert thousands(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.5, "1,5"),
        (Decimal("1.50"), "1,50"),
        (Decimal("1250.75"), "1.250,75"),
        (3, "3"),
        (0.1, "0,1"),
        (-2.5, "-2,5"),
        (1e-7, "0,0000001"),
    ],
)
def test_decimal_comma(number, text):
    assert decimal(number) == text


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")],
)
def test_roman(number, numeral):
    assert roman(number) == numeral


def test_the_only_one_of_its_kind_has_no_number():
    assert [numbered("Phụ lục", 1, of=1), numbered("Phụ lục", 2, of=2)] == [
        "Phụ lục",
        "Phụ lục II",
    ]


@given(st.integers(1, 3999))
def test_a_roman_numeral_reads_back(number):
    values = [VALUES[sign] for sign in roman(number)]
    signed = [-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)]
    assert sum(signed) == number


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_no_roman_numeral_outside_the_system(number):
    with pytest.raises(ValueError, match=str(number)):
        roman(number)
