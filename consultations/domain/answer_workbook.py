"""The table of comments and answers as an Excel sheet in the customary form (bảng tổng hợp)."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import count
from typing import IO

from django.utils.translation import override

from accounts.printed_sheet import Group, Heading, Part, PrintedSheet, Title, printed
from accounts.spreadsheet import Value
from consultations.domain import answer_table
from consultations.domain.answer_letters import DECISION, POSITION, enclosed_with, title_of
from consultations.domain.answer_table import Line
from consultations.domain.consolidating import unfinished
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation, Content

CONTENT = 1  # the column that is one cell for all rows of a content
APART = "Đơn vị nhất trí hoặc không có văn bản trả lời"


def workbook(table: Consolidation, columns: Collection[str], *, on: date) -> IO[bytes]:
    """Return the table as it is printed, in the columns chosen; refused until it is complete."""
    if refusal := unfinished(table):
        raise ConsultationRefused(refusal)
    parts = [Part(APART, _apart(table, columns))] if answer_table.apart(table).exists() else []
    # As every document of the office, whatever language its reader has chosen.
    with override("vi"):
        return printed(
            PrintedSheet(
                name="Phụ lục",
                titles=_titles(table, on),
                headings=_headings(columns),
                groups=_groups(table, columns),
                parts=parts,
            )
        )


def _titles(table: Consolidation, on: date) -> list[Title]:
    counted = answer_table.tally(table).lines
    return [
        Title("Phụ lục", bold=True),
        Title(title_of(table), bold=True),
        Title(enclosed_with(table, on=on), italic=True),
        *(Title(line, centred=False) for line in counted),
    ]


def _headings(columns: Collection[str]) -> list[Heading]:
    """About 134 characters of this size fit across the page: more would be printed smaller."""
    return [
        Heading("STT", 6, centred=True),
        Heading("Nội dung lấy ý kiến", 20),
        Heading("Đơn vị góp ý", 20),
        *([Heading("Ý kiến", 12)] if POSITION in columns else []),
        Heading("Nội dung góp ý", 32),
        *([Heading("Hướng xử lý", 12)] if DECISION in columns else []),
        Heading("Nội dung tiếp thu, giải trình", 32),
    ]


def _groups(table: Consolidation, columns: Collection[str]) -> Iterator[Group]:
    numbers = count(1)
    for part in answer_table.parts(table):
        rows = [_row(next(numbers), part.content, line, columns) for line in part.lines]
        yield Group(rows, merged=(CONTENT,))


def _row(number: int, content: Content, line: Line, columns: Collection[str]) -> list[Value]:
    return [
        number,
        f"Nội dung {content.ordinal}. {content.title}",
        ";\n".join(line.units),
        *([line.position] if POSITION in columns else []),
        line.text,
        *([line.decision] if DECISION in columns else []),
        line.said(decision_beside=DECISION in columns),
    ]


def _apart(table: Consolidation, columns: Collection[str]) -> Iterator[Group]:
    """The legal state stands where others have their comment, its ground where they are answered.

    One group a unit: nothing is merged here.
    """
    blank = [""] * (POSITION in columns)
    also = [""] * (DECISION in columns)
    for number, line in enumerate(answer_table.lines_apart(table), start=1):
        yield Group([[number, "", line.unit, *blank, line.outcome, *also, line.ground]])
