import pytest

from dispatches.blocks import BasisLine, Column, Heading, Paragraph, Run, Table
from dispatches.letter import Appendix
from dispatches.manuscript import ManuscriptError, Row, places, read, rows_of

TABLE = Table(
    (Column("STT", 1, "center"), Column("Đơn vị", 4), Column("Số", 2, "right")),
    (("1", "UBND huyện Lục Ngạn", "3"), ("2", "", "4")),
)
TYPED_TABLE = "STT ^1 | Đơn vị <4 | Số >2\n1 | UBND huyện Lục Ngạn | 3\n2 |  | 4"


def test_rows_make_blocks_and_appendices():
    rows = [
        Row("basis", "Căn cứ Luật;"),
        Row("heading", "1. Mục tiêu"),
        Row("paragraph", "trước **ngày 09/8**"),
        Row("wide_appendix", "Bảng tổng hợp"),
        Row("table", TYPED_TABLE),
        Row("appendix", "Danh sách"),
    ]

    assert read(rows) == (
        (
            BasisLine.of("Căn cứ Luật;"),
            Heading.of("1. Mục tiêu"),
            Paragraph.of("trước ", Run("ngày 09/8", bold=True)),
        ),
        (Appendix("Bảng tổng hợp", (TABLE,), landscape=True), Appendix("Danh sách", ())),
    )
    assert rows_of(*read(rows)) == rows


def test_each_row_stands_in_the_text_or_in_an_appendix():
    kinds = ["heading", "table", "appendix", "paragraph", "wide_appendix", "item", "item"]

    assert places([Row(kind, "") for kind in kinds]) == [
        *((None, 0), (None, 1)),
        *((0, None), (0, 0)),
        *((1, None), (1, 0), (1, 1)),
    ]


def test_a_table_without_widths_has_equal_columns():
    ((table,), _appendices) = read([Row("table", "| A | B |\n| 1 | 2 |\n")])

    assert table == Table((Column("A", 4), Column("B", 4)), (("1", "2"),))


def test_a_line_break_inside_a_paragraph_is_a_blank():
    assert read([Row("paragraph", "hai\ndòng")])[0] == (Paragraph.of("hai dòng"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ít nhất một dòng"),
        ("A | B\n1", "Dòng 1 của bảng có 1 ô, tiêu đề có 2 cột"),
        ("A | B\n1 | 2\n1 | 2 | 3", "Dòng 2 của bảng có 3 ô"),
        ("A ^0", "Độ rộng cột"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_row(text, message):
    with pytest.raises(ManuscriptError, match=message) as refusal:
        read([Row("paragraph", ""), Row("table", text)])

    assert refusal.value.row == 1


@pytest.mark.parametrize(
    ("columns", "before", "fits"),
    [
        (33, (), True),
        (34, (), False),
        (34, (Row("wide_appendix", "Bảng"),), True),
        (50, (Row("wide_appendix", "Bảng"),), True),
        (51, (Row("wide_appendix", "Bảng"),), False),
        (34, (Row("wide_appendix", "Bảng"), Row("appendix", "Bảng")), False),
    ],
)
def test_a_table_that_is_wider_than_the_page_is_refused_with_its_row(columns, before, fits):
    rows = [*before, Row("table", " | ".join("A" * columns))]

    if fits:
        assert rows_of(*read(rows))
        return
    with pytest.raises(ManuscriptError, match=f"Bảng có {columns} cột") as refusal:
        read(rows)
    assert refusal.value.row == len(before)


def test_a_column_with_too_small_a_share_is_named():
    with pytest.raises(ManuscriptError, match="cột «STT» còn dưới 5 mm"):
        read([Row("table", "STT ^1 | Nội dung <60")])
