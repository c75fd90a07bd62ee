"""The blocks that the content of a letter is made of (nội dung), as frozen data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value or name == "text"}


@dataclass(frozen=True)
class TextBlock:
    """One block of running text, made of runs."""

    TYPE: ClassVar[str]

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *parts: str | Run) -> Self:
        """Make a block from plain strings and styled runs."""
        return cls(tuple(Run(part) if isinstance(part, str) else part for part in parts))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def to_json(self) -> dict[str, Any]:
        return {"type": self.TYPE, "runs": [run.to_json() for run in self.runs]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(tuple(Run(**run) for run in data["runs"]))


class Paragraph(TextBlock):
    """An ordinary paragraph."""

    TYPE = "paragraph"


class Heading(TextBlock):
    """A numbered line in bold, kept with what follows («1. Mục tiêu cụ thể …:»)."""

    TYPE = "heading"


class ListItem(TextBlock):
    """One item of a list; its dash (gạch đầu dòng) comes from the layout, not from the text."""

    TYPE = "item"


class Quotation(TextBlock):
    """Text of another document (trích dẫn), set in; its quotation marks are part of the text."""

    TYPE = "quotation"


class BasisLine(TextBlock):
    """A legal basis (căn cứ) on its own line, in italics; Decree 30/2020, Appendix I, II.6."""

    TYPE = "basis"


class CentredLine(TextBlock):
    """A bold line in the middle of the page, kept with what follows.

    The authority that issues a decision, and its «QUYẾT ĐỊNH:» (Decree 30/2020, Appendix III, 1.2).
    """

    TYPE = "centred"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and how its cells are set."""

    heading: str
    share: int = 1
    align: str = "left"

    ALIGNMENTS: ClassVar = ("left", "center", "right")

    def __post_init__(self) -> None:
        if self.share < 1 or self.align not in self.ALIGNMENTS:
            raise ValueError(f"column {self!r}")


@dataclass(frozen=True)
class Table:
    """A table (bảng): columns with headings, and rows of as many cells as there are columns."""

    TYPE: ClassVar[str] = "table"

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table needs columns, and every row a cell for each")

    @property
    def text(self) -> str:
        """All cells, headings first, one line a row."""
        headings = [column.heading for column in self.columns]
        return "\n".join(" | ".join(row) for row in (headings, *self.rows))

    def to_json(self) -> dict[str, Any]:
        return {
            "type": self.TYPE,
            "columns": [asdict(column) for column in self.columns],
            "rows": [list(row) for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            tuple(Column(**column) for column in data["columns"]),
            tuple(tuple(row) for row in data["rows"]),
        )


Block = TextBlock | Table
BLOCKS: dict[str, type[Block]] = {
    block.TYPE: block
    for block in (Paragraph, Heading, ListItem, Quotation, BasisLine, CentredLine, Table)
}


def block_from_json(data: Mapping[str, Any]) -> Block:
    """Read back one block; KeyError, TypeError or ValueError for anything else."""
    return BLOCKS[data["type"]].from_json(data)
