"""A table as a sheet to be printed: every row is as high as its words need."""

from openpyxl import load_workbook

from accounts.printed_sheet import Group, Heading, PrintedSheet, Title, printed

LINE = 16


def heights(*groups, width=20):
    headings = [Heading("STT", 5), Heading("Nội dung", width), Heading("Trả lời", width)]
    table = PrintedSheet("Bảng", [Title("BẢNG")], headings, groups)
    with printed(table) as file:
        rows = load_workbook(file).active.row_dimensions
        return [rows[number].height / LINE for number in sorted(rows)]


def test_a_row_is_as_high_as_its_longest_cell():
    rows = [[1, "x" * 22, "a\nb\nc"], [2, "x" * 23, None], [3, "", "x"]]
    assert heights(*(Group([row]) for row in rows)) == [1, 1, 3, 2, 1]


def test_what_is_one_cell_for_several_rows_makes_the_last_one_higher():
    """No program fits a height to merged cells."""
    rows = [[1, "x" * 66, "y"], [2, "x" * 66, "y"]]
    assert heights(Group(rows, merged=(1,))) == [1, 1, 1, 2]
    assert heights(Group(rows)) == [1, 1, 3, 3]


def test_a_row_is_no_higher_than_a_sheet_allows():
    assert heights(Group([[1, "x" * 10_000, ""]]))[-1] == 409 / LINE
