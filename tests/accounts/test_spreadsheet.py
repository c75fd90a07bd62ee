import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.spreadsheet import workbook, written_out


def reopened(content):
    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", "\t=1", "\r=1"]
)
def test_a_text_never_becomes_a_formula(text):
    cell = reopened(workbook(["Tên"], [[text]]))["A2"]

    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix


def test_a_heading_never_becomes_a_formula():
    assert reopened(workbook(["=1+1"], []))["A1"].data_type == "s"


def test_values_keep_their_kind_and_moments_are_in_hanoi():
    moment = dt.datetime(2021, 8, 8, 17, 0, tzinfo=dt.UTC)
    sheet = reopened(workbook(["a"] * 5, [["Lục Ngạn", 3, dt.date(2021, 8, 9), moment, None]]))

    assert [str(cell.value) for cell in sheet[2]] == [
        "Lục Ngạn",
        "3",
        "2021-08-09 00:00:00",
        "2021-08-09 00:00:00",
        "None",
    ]
    assert sheet["B2"].data_type == "n"
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert sheet["D2"].number_format == "dd/mm/yyyy hh:mm"
    assert not sheet["A2"].quotePrefix


def test_characters_that_no_workbook_takes_are_dropped():
    assert reopened(workbook(["a"], [["Lục\x00 Ngạn\x0b"]]))["A2"].value == "Lục Ngạn\n"


def test_a_workbook_written_out_says_the_same_as_one_made_whole():
    moment = dt.datetime(2021, 8, 8, 17, 0, tzinfo=dt.UTC)
    headings, rows = ["=a", "b"], [["=1+1", moment], [3, dt.date(2021, 8, 9)], [None, "x\x00"]]

    with written_out(headings, rows) as file:
        passing = load_workbook(file).active
    whole = reopened(workbook(headings, rows))

    def looks(sheet):
        return [
            [(cell.value, cell.data_type, cell.number_format, cell.quotePrefix) for cell in row]
            for row in sheet.iter_rows()
        ]

    assert looks(passing) == looks(whole)
    assert (passing["A1"].font.bold, passing.freeze_panes) == (True, "A2")


def widths(sheet):
    return {name: column.width for name, column in sorted(sheet.column_dimensions.items())}


def test_columns_are_as_wide_as_what_is_in_them():
    moment = dt.datetime(2021, 8, 8, 17, 0, tzinfo=dt.UTC)
    headings = ["Đơn vị", "Ngày", "Lúc", "Góp ý", "Số lượt trả lời", "Trống"]
    rows = [["huyện Lục Ngạn", dt.date(2021, 8, 9), moment, "x" * 200, 3, None], ["a\nbb"]]

    with written_out(headings, iter(rows)) as file:
        passing = load_workbook(file).active
    whole = reopened(workbook(headings, iter(rows)))

    assert widths(whole) == {"A": 16, "B": 12, "C": 18, "D": 60, "E": 17, "F": 7}
    assert widths(passing) == widths(whole)
    assert [[cell.value for cell in row] for row in passing] == [
        [cell.value for cell in row] for row in whole
    ]


def test_a_long_sheet_keeps_all_its_rows():
    rows = [[f"Dòng {number}"] for number in range(250)]

    with written_out(["Dòng"], iter(rows)) as file:
        passing = load_workbook(file).active

    assert [[cell.value for cell in row] for row in passing] == [["Dòng"], *rows]
