import pytest

from dispatches.symbols import SymbolError, needs_unit, symbol


@pytest.mark.parametrize(
    ("pattern", "kind", "unit", "expected"),
    [
        ("{cơ quan}-{đơn vị}", "", "NV", "SNgV-NV"),
        ("{cơ quan}-{đơn vị}", "", "HTQT", "SNgV-HTQT"),
        ("{loại}-{cơ quan}", "TTr", "NV", "TTr-SNgV"),
        ("{loại}-{cơ quan}-{đơn vị}", "GM", "VP", "GM-SNgV-VP"),
        ("SNgV", "", "", "SNgV"),
    ],
)
def test_a_pattern_is_filled(pattern, kind, unit, expected):
    assert symbol(pattern, kind=kind, agency="SNgV", unit=unit) == expected


@pytest.mark.parametrize(
    ("pattern", "lacks"),
    [
        ("{cơ quan}-{đơn vị}", "{đơn vị}"),
        ("{loại}-{cơ quan}", "{loại}"),
        ("{năm}", "{năm}"),
        ("{0.__class__}", "{0.__class__}"),
        ("{}", "{}"),
    ],
)
def test_what_cannot_be_filled_is_named(pattern, lacks):
    with pytest.raises(SymbolError) as refusal:
        symbol(pattern, kind="", agency="SNgV")

    assert str(refusal.value) == lacks


def test_whether_a_unit_is_needed():
    assert [needs_unit("{cơ quan}-{đơn vị}"), needs_unit("{loại}-{cơ quan}")] == [True, False]
