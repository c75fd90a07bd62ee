"""A register as a table with a cover, ready for paper or a workbook."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from accounts import spreadsheet
from accounts.spreadsheet import Value
from dispatches.pdf import MEBIBYTE, Limits, render_pdf

# A year of an office has some thousand rows; three thousand take about half a minute.
LIMITS = Limits(seconds=300, memory_bytes=2048 * MEBIBYTE)


@dataclass(frozen=True)
class Column:
    """A column: its heading by the decree, and its share of the page's width."""

    heading: str
    share: int


@dataclass(frozen=True)
class Cover:
    """What stands on the cover (bìa sổ)."""

    parent_agency: str
    agency: str
    title: str
    book: str
    year: int
    first_day: str
    last_day: str
    first_number: str
    last_number: str


@dataclass(frozen=True)
class Sheet:
    """A register of one year: cover, columns in the decree's order, rows."""

    cover: Cover
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def pdf(self) -> bytes:
        """Print it, landscape A4, its head on every page; RenderError."""
        return render_pdf(self.html(), limits=LIMITS)

    def html(self) -> str:
        """Lay it out; in Vietnamese whatever language the clerk reads."""
        whole = sum(column.share for column in self.columns)
        widths = [f"{100 * column.share / whole:.2f}%" for column in self.columns]
        context: dict[str, Any] = {
            "cover": self.cover,
            "title": f"{self.cover.title} {self.cover.year}",
            "columns": list(zip(self.columns, widths, strict=True)),
            "rows": self.rows,
        }
        with override("vi"):
            return render_to_string("dispatches/registers/register.html", context)

    def workbook(self) -> bytes:
        """Return it as a workbook, without formulas."""
        rows: list[tuple[Value, ...]] = [tuple(row) for row in self.rows]
        return spreadsheet.workbook([column.heading for column in self.columns], rows)
