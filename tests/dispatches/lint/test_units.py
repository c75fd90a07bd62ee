import pytest

from dispatches.blocks import Column, Heading, Paragraph, Table
from dispatches.letter import Appendix
from dispatches.lint.units import mentioned, partitions, wrong_kinds
from dispatches.places import Place
from tests.dispatches.lint.province import CITY, FACTS, OTHERS, SEED, found, replace

FOUR = "Thành phố Bắc Giang và các huyện Việt Yên, Yên Dũng, Lục Ngạn: làm ngay."
SIX = "Các huyện Hiệp Hòa, Lạng Giang, Tân Yên, Yên Thế, Lục Nam, Sơn Động: theo khả năng."
FIVE = SIX.replace(", Sơn Động", "")


def test_a_division_of_all_units_is_let_be():
    assert found(partitions, "Mở đầu.", FOUR, SIX) == []
    assert found(partitions, f"{FOUR} {SIX} của tỉnh Bắc Giang") == []


def test_both_styles_of_placing_the_tone_name_the_unit():
    old_style = SIX.replace("Hiệp Hòa", "Hiệp Hoà")

    assert found(partitions, FOUR, old_style) == []
    assert found(partitions, f"{FOUR} {old_style}".upper()) == []
    assert [unit.name for unit in mentioned("Hiệp Hoà, Hiệp Hòa", FACTS)] == ["Hiệp Hòa"] * 2


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
    [
        ("thị xã Việt Yên", "huyện Việt Yên"),
        ("huyện Bắc Giang", "thành phố Bắc Giang"),
        ("thị xã Hiệp Hoà", "huyện Hiệp Hòa"),
    ],
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


ALL = [f"{unit.kind} {unit.name}" for unit in (CITY, *OTHERS)]


def listed(names, *, note=""):
    """A table of units: ordinal, name, remark."""
    columns = (Column("STT"), Column("Đơn vị"), Column("Ghi chú"))
    return Table(columns, tuple((str(n), name, note) for n, name in enumerate(names, start=1)))


def in_an_appendix(*blocks):
    letter = replace(SEED, blocks=(), appendices=(Appendix("MỘT", ()), Appendix("HAI", blocks)))
    return [(f.place, f.appendix, f.block_index, f.quote) for f in partitions(letter, FACTS)]


@pytest.mark.parametrize(
    "city", ["thành phố Bắc Giang", "TP Bắc Giang", "TP.Bắc Giang", "Bắc Giang"]
)
def test_a_column_divides_the_units_and_the_remarks_beside_it_do_not(city):
    assert in_an_appendix(listed([city, *ALL[1:]], note="như huyện Lục Ngạn")) == []


def test_a_unit_left_out_of_a_table_or_twice_in_it_is_named_at_the_table():
    missing = listed([name for name in ALL if name != "huyện Tân Yên"])
    twice = listed([*ALL, "huyện Lục Ngạn"])

    assert in_an_appendix(Paragraph.of("Kèm theo:"), missing) == [
        (Place.APPENDIX, 1, 1, "huyện Tân Yên")
    ]
    assert in_an_appendix(twice) == [(Place.APPENDIX, 1, 0, "huyện Lục Ngạn")]


def test_the_headings_of_a_table_divide_too():
    across = Table(tuple(Column(name) for name in ("Nội dung", *ALL[:-1])), ())

    assert in_an_appendix(across) == [(Place.APPENDIX, 1, 0, "huyện Yên Thế")]


def test_a_table_in_the_text_is_read_as_one_in_an_appendix():
    letter = replace(SEED, blocks=(Paragraph.of(FOUR), listed(ALL[:-1])))

    assert [(f.place, f.block_index, f.quote) for f in partitions(letter, FACTS)] == [
        (Place.BLOCK, 1, "huyện Yên Thế")
    ]


def test_paragraphs_of_an_appendix_divide_as_those_of_the_text():
    assert in_an_appendix(Paragraph.of(FOUR), Paragraph.of(FIVE)) == [
        (Place.APPENDIX, 1, 1, "huyện Sơn Động")
    ]


def test_a_table_that_tells_of_the_same_units_again_and_again_divides_nothing():
    assert in_an_appendix(listed([*ALL[:8], *ALL[:3]])) == []
