"""Tables as Excel workbooks (.xlsx)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING, Cell
from openpyxl.styles import Font

from deadlines.value import HANOI
from vietnamese.text import clean_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet program takes a text that begins so for a formula, at the latest when it is edited.
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")

Value = str | int | float | date | datetime | None


def workbook(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a workbook of one sheet: headings in bold, numbers and dates as such, no formula."""
    book = Workbook()
    sheet = book.active
    for column, heading in enumerate(headings, start=1):
        _write(sheet.cell(1, column), heading)
        sheet.cell(1, column).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell: Cell, value: Value) -> None:
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
