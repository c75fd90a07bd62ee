import pytest

from dispatches.lint.citations import unregistered_numbers
from tests.dispatches.lint.province import found


@pytest.mark.parametrize(
    "text",
    [
        "công văn số 169/SNgV-HTQT và Quyết định số 307/QĐ-UBND",
        "Nghị định số 30/2020/NĐ-CP, Luật số 70/2020/QH14, ngày 29/3/2021, tháng 8/2021",
        "tỷ lệ 3/4, 24/7, khu A/B",
    ],
)
def test_what_is_registered_or_an_act_of_the_state_is_let_be(text):
    assert found(unregistered_numbers, text) == []


def test_what_is_in_no_register_is_named():
    number = "170/SNgV-HTQT"

    assert found(unregistered_numbers, "Mở đầu", f"Công văn số {number}.") == [
        (1, number, f"Không thấy văn bản số {number} trong sổ văn bản đi và sổ văn bản đến.")
    ]
