"""The content of a letter as rows that an officer types: what each row is, and its text.

Appendices stand in the same list: a row of that type begins one, and what follows belongs to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dispatches import markup
from dispatches.blocks import BLOCKS, Block, Column, Run, Table, TextBlock
from dispatches.letter import Appendix

APPENDIX, WIDE_APPENDIX = "appendix", "wide_appendix"
# A row of a table is a line of text, its cells between bars.
BAR = "|"
ALIGNED = {"<": "left", "^": "center", ">": "right"}
_MARKS = {align: mark for mark, align in ALIGNED.items()}


PAGE, WIDE_PAGE = 165, 252  # millimetres between the margins
NARROWEST = 5  # of a column, for one digit between its lines


class ManuscriptError(ValueError):
    """A row cannot be read; `row` counts from 0, the message says in Vietnamese what to mend."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row


@dataclass(frozen=True)
class Row:
    """One typed row."""

    type: str
    text: str


def read(rows: Sequence[Row]) -> tuple[tuple[Block, ...], tuple[Appendix, ...]]:
    """Return the blocks and appendices that the rows make; ManuscriptError."""
    content: list[Block] = []
    appendices: list[tuple[str, bool, list[Block]]] = []
    for number, row in enumerate(rows):
        if row.type in (APPENDIX, WIDE_APPENDIX):
            appendices.append((row.text, row.type == WIDE_APPENDIX, []))
            continue
        _title, wide, into = appendices[-1] if appendices else ("", False, content)
        block = _block(number, row)
        if isinstance(block, Table):
            _require_room(number, block, WIDE_PAGE if wide else PAGE)
        into.append(block)
    return tuple(content), tuple(
        Appendix(title, tuple(blocks), landscape) for title, landscape, blocks in appendices
    )


def places(rows: Sequence[Row]) -> list[tuple[int | None, int | None]]:
    """Return of each row which appendix it is of, and which block there; both count from 0.

    None is the text itself, and as block the title of an appendix.
    """
    found: list[tuple[int | None, int | None]] = []
    appendix, block = -1, 0
    for row in rows:
        if row.type in (APPENDIX, WIDE_APPENDIX):
            appendix, block = appendix + 1, 0
            found.append((appendix, None))
            continue
        found.append((None if appendix < 0 else appendix, block))
        block += 1
    return found


def rows_of(blocks: Sequence[Block], appendices: Sequence[Appendix] = ()) -> list[Row]:
    """Return the rows as they would be typed."""
    rows = [_row(block) for block in blocks]
    for appendix in appendices:
        rows.append(Row(WIDE_APPENDIX if appendix.landscape else APPENDIX, appendix.title))
        rows += [_row(block) for block in appendix.blocks]
    return rows


def _block(number: int, row: Row) -> Block:
    if row.type == Table.TYPE:
        return _table(number, row.text)
    kind = BLOCKS[row.type]
    if not issubclass(kind, TextBlock):
        raise TypeError(row.type)
    return kind(markup.parse(" ".join(row.text.split("\n"))) or (Run(""),))


def _table(number: int, text: str) -> Table:
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise ManuscriptError(number, _("Bảng cần ít nhất một dòng tiêu đề các cột."))
    columns = tuple(_column(number, cell) for cell in _cells(lines[0]))
    rows = [_cells(line) for line in lines[1:]]
    for place, cells in enumerate(rows, start=1):
        if len(cells) != len(columns):
            raise ManuscriptError(
                number,
                _("Dòng %(line)d của bảng có %(cells)d ô, tiêu đề có %(columns)d cột.")
                % {"line": place, "cells": len(cells), "columns": len(columns)},
            )
    return Table(columns, tuple(rows))


def _require_room(number: int, table: Table, page: int) -> None:
    whole = sum(column.share for column in table.columns)
    narrowest = min(table.columns, key=lambda column: column.share)
    if page * narrowest.share < NARROWEST * whole:
        raise ManuscriptError(
            number,
            _(
                "Bảng có %(columns)d cột, rộng hơn trang giấy: cột «%(heading)s» còn dưới %(mm)d "
                "mm. Đề nghị bớt cột, chia lại độ rộng hoặc đưa vào phụ lục trang ngang."
            )
            % {"columns": len(table.columns), "heading": narrowest.heading, "mm": NARROWEST},
        )


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip(BAR).split(BAR))


def _column(number: int, cell: str) -> Column:
    """Read a heading: «STT ^1» is centred and one share wide."""
    heading, _blank, form = cell.rpartition(" ")
    if form[:1] not in ALIGNED or not form[1:].isdecimal():
        return Column(cell, 4)
    share = int(form[1:])
    if not 1 <= share <= 99:
        raise ManuscriptError(number, _("Độ rộng cột từ 1 đến 99."))
    return Column(heading, share, ALIGNED[form[0]])


def _row(block: Block) -> Row:
    if isinstance(block, TextBlock):
        return Row(block.TYPE, markup.typed(block.runs))
    headings = [f"{c.heading} {_MARKS[c.align]}{c.share}" for c in block.columns]
    lines = [headings, *([" ".join(cell.split("\n")) for cell in row] for row in block.rows)]
    return Row(Table.TYPE, "\n".join(f" {BAR} ".join(line) for line in lines))
