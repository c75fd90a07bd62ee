import pytest

from dispatches.blocks import Heading, Paragraph
from dispatches.lint.units import mentioned, partitions, wrong_kinds
from tests.dispatches.lint.province import FACTS, SEED, found, replace

FOUR = "Thành phố Bắc Giang và các huyện Việt Yên, Yên Dũng, Lục Ngạn: làm ngay."
SIX = "Các huyện Hiệp Hòa, Lạng Giang, Tân Yên, Yên Thế, Lục Nam, Sơn Động: theo khả năng."
FIVE = SIX.replace(", Sơn Động", "")


def test_a_division_of_all_units_is_let_be():
    assert found(partitions, "Mở đầu.", FOUR, SIX) == []
    assert found(partitions, f"{FOUR} {SIX} của tỉnh Bắc Giang") == []


def test_a_unit_left_out_is_named_where_the_list_ends():
    assert found(partitions, FOUR, FIVE, "Trân trọng./.") == [
        (1, "huyện Sơn Động", "Danh sách thiếu huyện Sơn Động.")
    ]


def test_the_province_does_not_stand_for_the_city_of_its_name():
    assert found(partitions, FOUR.replace("Thành phố", "Tỉnh"), SIX) == [
        (1, "thành phố Bắc Giang", "Danh sách thiếu thành phố Bắc Giang.")
    ]


def test_a_unit_named_twice_is_named_where_it_comes_again():
    assert found(partitions, FOUR, SIX.replace("Lục Nam", "Lục Ngạn, Lục Nam")) == [
        (1, "huyện Lục Ngạn", "Danh sách ghi hai lần huyện Lục Ngạn.")
    ]


@pytest.mark.parametrize("text", ["Các huyện Lục Ngạn, Lục Nam, Lục Ngạn", FIVE, ""])
def test_a_few_units_are_no_division_of_all(text):
    assert found(partitions, text) == []


def test_each_section_divides_for_itself():
    letter = replace(
        SEED,
        blocks=(
            *(Paragraph.of(text) for text in (FOUR, SIX)),
            Heading.of("2. Nhiệm vụ"),
            *(Paragraph.of(text) for text in (FOUR, FIVE)),
        ),
    )

    assert [(f.block_index, f.quote) for f in partitions(letter, FACTS)] == [(4, "huyện Sơn Động")]


def test_mentioned_in_the_order_of_the_text():
    names = [unit.name for unit in mentioned("Lục Nam, thành phố Bắc Giang, Lục Nam", FACTS)]

    assert names == ["Lục Nam", "Bắc Giang", "Lục Nam"]
    assert mentioned("Bắc Giang, Yên Thếch, tỉnh Bắc Giang", FACTS) == []


@pytest.mark.parametrize(
    ("quote", "proper"),
    [("thị xã Việt Yên", "huyện Việt Yên"), ("huyện Bắc Giang", "thành phố Bắc Giang")],
)
def test_another_kind_before_a_name(quote, proper):
    message = f"Danh mục đơn vị ghi “{proper}”, không phải “{quote}”."

    assert found(wrong_kinds, f"UBND {quote}") == [(0, quote, message)]


def test_the_right_kind_before_a_name():
    assert found(wrong_kinds, "huyện Lục Ngạn, thành phố Bắc Giang, tỉnh Bắc Giang") == []


def test_two_paragraphs_that_each_name_all_units_are_two_lists():
    both = f"{FOUR} {SIX}"
    assert found(partitions, both, both) == []
    assert found(partitions, both, both.replace("Lục Nam", "Lục Ngạn, Lục Nam")) == [
        (1, "huyện Lục Ngạn", "Danh sách ghi hai lần huyện Lục Ngạn.")
    ]
