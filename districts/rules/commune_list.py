"""A list of communes as offices keep it: titles above a heading, or the bare names."""

from collections.abc import Sequence
from typing import NamedTuple

from accounts.sheet_table import SEARCHED, readable, refuse_hidden
from vietnamese.text import clean_line, fold

COLUMNS = 20  # read; what an office added beside its list does not count
NAMES = ("ten don vi", "ten xa", "ten phuong", "don vi hanh chinh")  # how a heading begins
FORMER = ("hinh thanh tu", "don vi cu", "don vi truoc", "sap xep tu")
ADDRESSES = ("dia chi", "email", "e-mail", "thu dien tu")


class Line(NamedTuple):
    """A row of the list under its number in the sheet; `former` names the units that it follows."""

    number: int
    text: str
    email: str
    former: str


def listed(cells: Sequence[Sequence[str]]) -> list[Line]:
    """Return the rows under the heading, or all rows where there is none; blank ones left out.

    Without a heading nobody can tell a title from a name that was typed wrongly, so nothing is
    left out. SheetRefused for text in an encoding from before Unicode, or with hidden signs.
    """
    cells = list(readable(cells))
    head, *places = _heading(cells)
    rows = []
    for number, texts in enumerate(cells[head:], start=head + 1):
        refuse_hidden(number, texts)
        line = Line(number, *(_at(texts, place) for place in places))
        if line.text or line.email or line.former:
            rows.append(line)
    return rows


def _heading(cells: Sequence[Sequence[str]]) -> tuple[int, int, int, int]:
    """Return how many rows end with the heading; where names, addresses and former units stand."""
    for number, texts in enumerate(cells[:SEARCHED], start=1):
        heads = [fold(text) for text in texts]
        name = next((n for n, head in enumerate(heads) if head.startswith(NAMES)), None)
        if name is not None:
            return number, name, _place(heads, ADDRESSES), _place(heads, FORMER)
    return 0, 0, 1, 2


def _place(heads: Sequence[str], beginnings: tuple[str, ...]) -> int:
    """Return the first column whose heading begins like that, or one behind the last."""
    there = (number for number, head in enumerate(heads) if head.startswith(beginnings))
    return next(there, len(heads))


def _at(texts: Sequence[str], place: int) -> str:
    return clean_line(texts[place]) if place < len(texts) else ""
