from io import BytesIO

import pytest
from openpyxl import Workbook

from accounts.spreadsheet import workbook
from dispatches.errors import UploadRefused
from dispatches.uploads import sheet
from tests.dispatches.uploads import corpus


def test_the_first_two_columns_are_read_as_text():
    content = workbook(
        ["UBND huyện Lục Ngạn", "Thị trấn Chũ", "c"],
        [["=1+1", None, "x"], [None, None], [347, "", "x"], ["Sở Y tế", 2.5]],
    )

    assert list(sheet.columns(content, 2)) == [
        ["UBND huyện Lục Ngạn", "Thị trấn Chũ"],
        ["=1+1", ""],
        ["", ""],
        ["347", ""],
        ["Sở Y tế", "2.5"],
    ]


def test_one_column_is_enough_and_other_sheets_do_not_count():
    book, stream = Workbook(), BytesIO()
    book.active.append(["A"])
    book.create_sheet().append(["B"])
    book.save(stream)

    assert list(sheet.columns(stream.getvalue(), 2)) == [["A", ""]]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", corpus.office("xlsx")])
def test_what_cannot_be_read_is_refused_in_words(content):
    with pytest.raises(UploadRefused, match="Không đọc được tệp Excel"):
        sheet.columns(content, 2)


def test_rows_that_hold_nothing_at_the_end_are_none():
    content = workbook(["A"], [[""], ["B"], [""], [None]])
    rows = sheet.columns(content, 1)
    assert list(rows) == list(rows) == [["A"], [""], ["B"]]


def test_a_longer_sheet_than_is_read_is_refused_and_not_cut(monkeypatch):
    monkeypatch.setattr(sheet, "ROWS_LIMIT", 2)
    assert len(list(sheet.columns(workbook(["A"], [["B"]]), 1))) == 2
    with pytest.raises(UploadRefused, match="Tệp có quá 2 dòng"):
        sheet.columns(workbook(["A"], [["B"], ["C"]]), 1)
