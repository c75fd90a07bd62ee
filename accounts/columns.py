"""The columns of a list, and its words when it is empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise

from accounts.spreadsheet import Value
from deadlines.templatetags.deadlines import vn_date, vn_datetime

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: what stands in it on the page and in the export, and how it sorts.

    `url` makes the cell a link. `template` shows the cell where words alone do not do, with the row
    as `object`; the export still takes `value`. A column without `value` has buttons: no export.
    """

    name: str
    label: Text
    value: Callable[[Any], Value] | None = None
    order_by: tuple[str, ...] = ()
    url: Callable[[Any], str] | None = None
    template: str = ""
    css: str = ""

    @property
    def of_buttons(self) -> bool:
        """Whether the column holds buttons only: its label is then read out, not shown."""
        return self.value is None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell as the page shows it."""

    column: Column
    object: Any

    @property
    def text(self) -> str:
        """The value in words: dates as d/m/Y, moments in Hanoi time."""
        value = self.column.value(self.object) if self.column.value else ""
        match value:
            case None:
                return ""
            case datetime():
                return vn_datetime(value)
            case date():
                return vn_date(value)
            case float():
                return str(localize(value))
            case _:
                return str(value)

    @property
    def url(self) -> str:
        """Where the cell leads, if anywhere."""
        return self.column.url(self.object) if self.column.url else ""


@dataclass(frozen=True, kw_only=True)
class Header:
    """The head of a column; `sort` is the order that a click asks for."""

    column: Column
    sort: str
    direction: str


@dataclass(frozen=True, kw_only=True)
class Empty:
    """What a list without rows says, and what to do about it."""

    title: Text
    text: Text = ""
    url: Text = ""
    action: Text = ""
