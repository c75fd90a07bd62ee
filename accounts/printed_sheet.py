"""A table as an Excel sheet to be printed: titles, borders, merged cells, A4 across.

Written row by row, so that memory stays flat. The look is that of an appendix of an administrative
document (Decree 30/2020/NĐ-CP, Appendix I): Times New Roman, page numbers in the middle above from
the second page, the head row on every page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import IO

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.spreadsheet import Value, saved, write

FONT, SIZE = "Times New Roman", 12
A4 = 9  # as the file format counts paper sizes
# Inches: 20 mm above, below and outside, 30 mm at the bound side, as the decree has it.
WIDE, NARROW = 30 / 25.4, 20 / 25.4
THIN = Side(style="thin")
WORDS = 1.1  # letters of this font beside the digits that a width counts, less the ends of lines
LINE, HIGHEST = 16, 409  # points: one line of the font, and as high as a row can be
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@dataclass(frozen=True)
class Title:
    """A line above the table, across all columns."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = True


@dataclass(frozen=True)
class Heading:
    """A column: what stands above it, how wide it is in characters, whether it is centred."""

    text: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that belong together: their cells in the `merged` columns (from 0) are one."""

    rows: Sequence[Sequence[Value]]
    merged: Sequence[int] = ()


@dataclass(frozen=True)
class Part:
    """A line across the table, as a part's own title, and the rows below it."""

    title: str
    groups: Iterable[Group]


@dataclass(frozen=True)
class PrintedSheet:
    """The whole sheet."""

    name: str
    titles: Sequence[Title]
    headings: Sequence[Heading]
    groups: Iterable[Group]
    parts: Sequence[Part] = field(default_factory=tuple)


def printed(table: PrintedSheet) -> IO[bytes]:
    """Return the workbook as a temporary file; whoever sends it closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    _set_up(sheet, table)
    for number, (cells, lines) in enumerate(_rows(sheet, table), start=1):
        if number == len(table.titles) + 1:
            sheet.print_title_rows = f"{number}:{number}"
        sheet.row_dimensions[number].height = min(lines * LINE, HIGHEST)
        sheet.append(cells)
        del sheet.row_dimensions[number]  # written; kept, it would grow with the table
    return saved(book)


def _set_up(sheet: Worksheet, table: PrintedSheet) -> None:
    """Widths and what is frozen have to be known before the first row."""
    for place, heading in enumerate(table.headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = heading.width
    sheet.freeze_panes = f"A{len(table.titles) + 2}"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.orientation, setup.paperSize = "landscape", A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    # Bound at the upper edge of a page that lies across.
    margins.top, margins.left, margins.right, margins.bottom = WIDE, NARROW, NARROW, NARROW
    sheet.oddHeader.center.text = "&P"
    sheet.HeaderFooter.differentFirst = True


def _rows(sheet: Worksheet, table: PrintedSheet) -> Iterator[tuple[list[WriteOnlyCell], int]]:
    """Yield the cells of every row, and how many lines high it is."""
    last = len(table.headings)
    across = sum(heading.width for heading in table.headings)
    number = 0
    for title in table.titles:
        number += 1
        _merge(sheet, number, number, 1, last)
        yield [_title(sheet, title)], _lines(title.text, across)
    number += 1
    head = [_cell(sheet, each.text, centred=True, bold=True) for each in table.headings]
    yield head, max(_lines(each.text, each.width) for each in table.headings)
    for part in (Part("", table.groups), *table.parts):
        if part.title:
            number += 1
            _merge(sheet, number, number, 1, last)
            blank = [_cell(sheet, None) for _ in range(last - 1)]
            yield [_cell(sheet, part.title, bold=True), *blank], _lines(part.title, across)
        for group in part.groups:
            for place in group.merged if len(group.rows) > 1 else ():
                _merge(sheet, number + 1, number + len(group.rows), place + 1, place + 1)
            for row, lines in zip(group.rows, _heights(group, table.headings), strict=True):
                number += 1
                cells = [
                    _cell(sheet, value, centred=heading.centred)
                    for value, heading in zip(row, table.headings, strict=True)
                ]
                yield cells, lines


def _heights(group: Group, headings: Sequence[Heading]) -> list[int]:
    """How many lines high each row is; office programs fit no height to cells that are merged.

    What stands in one cell for all rows makes the last of them higher if it needs more room.
    """
    merged = group.merged if len(group.rows) > 1 else ()
    own = [place for place in range(len(headings)) if place not in merged]
    heights = [
        max(_lines(row[place], headings[place].width) for place in own) for row in group.rows
    ]
    for place in merged:
        needed = _lines(group.rows[0][place], headings[place].width)
        heights[-1] += max(0, needed - sum(heights))
    return heights


def _lines(value: Value, width: float) -> int:
    """How many lines the words take in a column so many characters wide, rather one too many."""
    text = "" if value is None else str(value)
    return sum(max(1, ceil(len(line) / (width * WORDS))) for line in text.split("\n"))


def _merge(sheet: Worksheet, top: int, bottom: int, left: int, right: int) -> None:
    first, last = get_column_letter(left), get_column_letter(right)
    sheet.merged_cells.add(f"{first}{top}:{last}{bottom}")


def _title(sheet: Worksheet, title: Title) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    write(cell, title.text)
    cell.font = Font(name=FONT, size=SIZE, bold=title.bold, italic=title.italic)
    where = "center" if title.centred else "left"
    cell.alignment = Alignment(horizontal=where, vertical="center", wrap_text=True)
    return cell


def _cell(
    sheet: Worksheet, value: Value, *, centred: bool = False, bold: bool = False
) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    write(cell, value)
    cell.font, cell.border = Font(name=FONT, size=SIZE, bold=bold), GRID
    where = "center" if centred else "left"
    cell.alignment = Alignment(horizontal=where, vertical="top", wrap_text=True)
    return cell
