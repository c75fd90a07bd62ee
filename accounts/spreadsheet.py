"""Tables as Excel workbooks (.xlsx)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice, zip_longest
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING, Cell, WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from deadlines.value import HANOI
from vietnamese.text import clean_text

CHART_LEAST, CHART_ROW = 7.5, 0.9  # centimetres: of the lowest chart, and of each row
TELLING = 100  # rows that say how wide a column is
MARGIN, WIDEST = 2, 60  # signs
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet program takes a text that begins so for a formula, at the latest when it is edited.
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")

Value = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: title, headings, rows; `charted` columns after the first are drawn as bars."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    charted: int = 0


def workbook(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a workbook of one sheet: headings in bold, numbers and dates as such, no formula."""
    return workbook_of([Sheet("", headings, rows)])


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of several sheets, each as `workbook` makes it."""
    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        _fill(book.create_sheet(_sheet_title(each.title)), each)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def written_out(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """Return such a workbook as a temporary file: row by row, so that memory stays flat."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    rows = _widened(sheet, headings, rows)
    heads = [_passing_cell(sheet, heading) for heading in headings]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_passing_cell(sheet, value) for value in row])
    return saved(book)


def saved(book: Workbook) -> IO[bytes]:
    """Return a workbook as a temporary file; whoever sends it closes it."""
    file = TemporaryFile()  # noqa: SIM115 - the response that sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _passing_cell(sheet: Worksheet, value: Value) -> Cell:
    cell = WriteOnlyCell(sheet)
    write(cell, value)
    return cell


def _fill(sheet: Worksheet, content: Sheet) -> None:
    for column, heading in enumerate(content.headings, start=1):
        write(sheet.cell(1, column), heading)
        sheet.cell(1, column).font = Font(bold=True)
    rows = _widened(sheet, content.headings, content.rows)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            write(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    if content.charted:
        _draw(sheet, content)


def _widened(
    sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> Iterator[Sequence[Value]]:
    """Make the columns as wide as what is in them, and return the rows.

    The first rows tell it: a sheet that goes out row by row has to know before.
    """
    rest = iter(rows)
    first = list(islice(rest, TELLING))
    for number, column in enumerate(zip_longest(headings, *first), start=1):
        widest = max(_width(value) for value in column) + MARGIN
        sheet.column_dimensions[get_column_letter(number)].width = min(widest, WIDEST)
    return chain(first, rest)


def _width(value: Value) -> int:
    """Return the signs of the value as it is shown, of several lines the longest."""
    match value:
        case None:
            return 0
        case datetime():
            return len("dd/mm/yyyy hh:mm")
        case date():
            return len("dd/mm/yyyy")
        case _:
            return max(map(len, str(value).splitlines()), default=0)


def _draw(sheet: Worksheet, content: Sheet) -> None:
    """Put a bar chart beside the table: it follows the cells when somebody changes them."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = content.title
    last = sheet.max_row
    figures = Reference(sheet, min_col=2, max_col=1 + content.charted, min_row=1, max_row=last)
    chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    # The library hides the axes unless told otherwise; the first row is to stand at the top.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.height = max(CHART_LEAST, CHART_ROW * last)
    sheet.add_chart(chart, f"{get_column_letter(len(content.headings) + 2)}2")


def _sheet_title(title: str) -> str | None:
    """Spreadsheet programs take 31 signs, and none of these."""
    return INVALID_TITLE_REGEX.sub(" ", title)[:31] or None


def write(cell: Cell, value: Value) -> None:
    """Put the value into the cell: numbers and dates as such, a text never as a formula."""
    match value:
        case datetime():
            cell.value = value.astimezone(HANOI).replace(tzinfo=None)
            cell.number_format = "dd/mm/yyyy hh:mm"
        case date():
            cell.value = value
            cell.number_format = "dd/mm/yyyy"
        case str():
            _write_text(cell, value)
        case _:
            cell.value = value


def _write_text(cell: Cell, text: str) -> None:
    cell.value = clean_text(text)
    # The library makes formulas of texts with «=»; the type says that they are none.
    cell.data_type = TYPE_STRING
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
