"""What a letter says, as frozen data.

A letter (văn bản) is printed from these values and nothing else: the same values give the same
page, forever. `Letter.to_json` gives the plain form that a row keeps, `Letter.digest` its
fingerprint.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

SCHEMA = 1


class LetterFormatError(ValueError):
    """The stored form of a letter cannot be read: wrong schema, field missing, unknown block."""


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
    """One block of the letter's content (nội dung), made of runs."""

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


class Paragraph(TextBlock):
    """An ordinary paragraph."""

    TYPE = "paragraph"


class Heading(TextBlock):
    """A numbered line in bold, kept with what follows («1. Mục tiêu cụ thể …:»)."""

    TYPE = "heading"


class ListItem(TextBlock):
    """One item of a list; its dash (gạch đầu dòng) comes from the layout, not from the text."""

    TYPE = "item"


class BasisLine(TextBlock):
    """A legal basis (căn cứ) on its own line, in italics; Decree 30/2020, Appendix I, II.6."""

    TYPE = "basis"


Block = Paragraph | Heading | ListItem | BasisLine
BLOCKS: dict[str, type[Block]] = {
    block.TYPE: block for block in (Paragraph, Heading, ListItem, BasisLine)
}


@dataclass(frozen=True)
class Signature:
    """Authority and post in one or more lines, then the name (quyền hạn, chức vụ, họ tên).

    Decree 30/2020, art. 13 and Appendix I, II.7: («KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC»),
    «Nguyễn Quang Tuấn»; no academic title before the name.
    """

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. Until it is issued it has neither number nor date: both stay blank on the page.

    `symbol` is what stands after the number («SNgV-NV»); `draft_month` the (month, year) shown
    while there is no date; `addressee_stop` the full stop that some units put after a single
    addressee, which the decree does not have; `recipients` the lines of «Nơi nhận» as they are to
    be read, without their dash.
    """

    kind: str = "cong_van"
    language: str = "vi"
    parent_agency: str
    agency: str
    number: int | None = None
    symbol: str
    place: str
    date: datetime.date | None = None
    draft_month: tuple[int, int]
    subject: str
    addressees: tuple[str, ...]
    addressee_stop: bool = False
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: Signature

    def to_json(self) -> dict[str, Any]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {
            "schema": SCHEMA,
            "date": self.date.isoformat() if self.date else None,
            "draft_month": list(self.draft_month),
            "addressees": list(self.addressees),
            "blocks": [block.to_json() for block in self.blocks],
            "recipients": list(self.recipients),
            "signature": {"lines": list(self.signature.lines), "name": self.signature.name},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; raise LetterFormatError for anything else."""
        if data.get("schema") != SCHEMA:
            raise LetterFormatError(f"letter schema {data.get('schema')!r}, expected {SCHEMA}")
        try:
            return cls(**_letter_values(data))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LetterFormatError(f"unreadable letter: {error!r}") from error

    def digest(self) -> str:
        """SHA-256 over the canonical JSON, in hexadecimal."""
        canonical = json.dumps(
            self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


def _letter_values(data: Mapping[str, Any]) -> dict[str, Any]:
    month, year = data["draft_month"]
    return {name: value for name, value in data.items() if name != "schema"} | {
        "date": datetime.date.fromisoformat(data["date"]) if data["date"] else None,
        "draft_month": (month, year),
        "addressees": tuple(data["addressees"]),
        "blocks": tuple(_block(item) for item in data["blocks"]),
        "recipients": tuple(data["recipients"]),
        "signature": Signature(tuple(data["signature"]["lines"]), data["signature"]["name"]),
    }


def _block(data: Mapping[str, Any]) -> Block:
    return BLOCKS[data["type"]](tuple(Run(**run) for run in data["runs"]))
