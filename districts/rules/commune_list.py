"""A list of communes as offices keep it: titles above a heading, or the bare names."""

from collections.abc import Sequence
from typing import NamedTuple

from accounts.sheet_table import SEARCHED, readable, refuse_hidden
from vietnamese.text import clean_line, fold

COLUMNS = 20  # read; what an office added beside its list does not count
NAMES = ("ten don vi", "ten xa", "ten phuong", "don vi hanh chinh")  # how a heading begins
ADDRESSES = ("dia chi", "email", "e-mail", "thu dien tu")


class Line(NamedTuple):
    """A row of the list under its number in the sheet."""

    number: int
    text: str
    email: str


def listed(cells: Sequence[Sequence[str]]) -> list[Line]:
    """Return the rows under the heading, or all rows where there is none; blank ones left out.

    Without a heading nobody can tell a title from a name that was typed wrongly, so nothing is
    left out. SheetRefused for text in an encoding from before Unicode, or with hidden signs.
    """
    cells = list(readable(cells))
    head, name, email = _heading(cells)
    rows = []
    for number, texts in enumerate(cells[head:], start=head + 1):
        refuse_hidden(number, texts)
        line = Line(number, _at(texts, name), _at(texts, email))
        if line.text or line.email:
            rows.append(line)
    return rows


def _heading(cells: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """Return how many rows end with the heading, and where names and addresses stand."""
    for number, texts in enumerate(cells[:SEARCHED], start=1):
        heads = [fold(text) for text in texts]
        name = next((n for n, head in enumerate(heads) if head.startswith(NAMES)), None)
        if name is not None:
            there = (n for n, head in enumerate(heads) if head.startswith(ADDRESSES))
            return number, name, next(there, len(texts))
    return 0, 0, 1


def _at(texts: Sequence[str], place: int) -> str:
    return clean_line(texts[place]) if place < len(texts) else ""
