"""The tables of the year's report: each figure with the address of the list that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.columns import Text
from coop_portal.reports.subjects import Year

NOBODY = "null"  # how a filter asks for what is of no unit


@dataclass(frozen=True)
class Figure:
    """A number and the list behind it."""

    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is about, a figure for each column, and what it comes to."""

    label: str
    figures: tuple[Figure, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """A table: its title, what its rows are, its columns of figures and of words, its rows.

    `totals` of the columns, where the rows tell apart things that may count in several of them.
    """

    title: Text
    of: Text
    columns: tuple[Text, ...]
    lines: tuple[Line, ...]
    said: tuple[Text, ...] = ()
    totals: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """What a reader has to know who adds up the rows; nothing where they come to the totals."""
        sums = (sum(line.figures[n].value for line in self.lines) for n in range(len(self.totals)))
        if all(found <= total for found, total in zip(sums, self.totals, strict=True)):
            return ""
        return _(
            "Nội dung thuộc nhiều dòng được tính ở từng dòng, nên cộng các dòng có thể lớn hơn "
            "tổng số chung."
        )

    @property
    def most(self) -> int:
        """The largest figure: the bars of a chart are drawn against it."""
        return max((f.value for line in self.lines for f in line.figures), default=0)

    @property
    def headings(self) -> tuple[Text, ...]:
        """The headings of all columns, the rows' own first."""
        return (self.of, *self.columns, *self.said)

    @property
    def rows(self) -> list[tuple[str, list[tuple[Text, Figure]], list[tuple[Text, str]]]]:
        """The rows, each cell beside its heading: a narrow page shows no heads of columns."""
        return [
            (
                line.label,
                list(zip(self.columns, line.figures, strict=True)),
                list(zip(self.said, line.said, strict=True)),
            )
            for line in self.lines
        ]


def figure(url_name: str, year: Year, value: int, **asked: Any) -> Figure:
    """Return a number with the list that the filters narrow down to it."""
    return Figure(value, address(url_name, year, **asked))


def address(url_name: str, year: Year, **asked: Any) -> str:
    """Return where a list of the year stands, narrowed down to what is asked."""
    url = reverse(url_name, args=[year.number])
    query = {name: NOBODY if wanted is None else wanted for name, wanted in asked.items()}
    return f"{url}?{urlencode(query)}" if query else url


def rows_of(breakdown: Breakdown) -> Sequence[Sequence[str | int]]:
    """Return the cells of a table as plain values, for documents and workbooks."""
    return [
        [line.label, *(figure.value for figure in line.figures), *line.said]
        for line in breakdown.lines
    ]
