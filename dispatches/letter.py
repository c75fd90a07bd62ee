"""What a letter says, as frozen data.

A letter (văn bản) is printed from these values and nothing else: the same values give the same
page, forever. `Letter.to_json` gives the plain form that a row keeps, `Letter.digest` its
fingerprint.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, Self

from dispatches.blocks import Block, block_from_json

SCHEMA = 1


class LetterFormatError(ValueError):
    """The stored form of a letter cannot be read: wrong schema, field missing, unknown block."""


class Family(StrEnum):
    """How a document is laid out (kiểu trình bày)."""

    OFFICIAL = auto()  # công văn: no name of kind, subject under the number
    NAMED = auto()  # văn bản có tên loại: kind and subject centred (tờ trình, báo cáo, …)
    NOTE = auto()  # công hàm: coat of arms, third person, initials and seal, no name
    PERSONAL = auto()  # công thư: a person writes to a person
    SHEET = auto()  # tài liệu kèm theo: a title and a text, neither number nor signature


class Urgency(StrEnum):
    """Degrees of urgency (độ khẩn; Decree 30/2020, Appendix I, II.10b)."""

    NONE = ""
    URGENT = "khan"
    VERY_URGENT = "thuong_khan"
    EXPRESS = "hoa_toc"


class Circulation(StrEnum):
    """Who may see a document (phạm vi lưu hành; Decree 30/2020, Appendix I, II.11)."""

    ANYBODY = ""
    INTERNAL = "luu_hanh_noi_bo"
    RETURN_AFTER_READING = "xem_xong_tra_lai"


@dataclass(frozen=True)
class Signature:
    """Authority and post in one or more lines, then the name (quyền hạn, chức vụ, họ tên).

    Decree 30/2020, art. 13 and Appendix I, II.7: («KT. GIÁM ĐỐC», «PHÓ GIÁM ĐỐC»),
    «Nguyễn Quang Tuấn»; no academic title before the name.
    """

    lines: tuple[str, ...]
    name: str

    def to_json(self) -> dict[str, Any]:
        return {"lines": list(self.lines), "name": self.name}


@dataclass(frozen=True)
class Appendix:
    """An appendix (phụ lục) with its own page numbers; Decree 30/2020, Appendix I, III.1.

    Its Roman number and the line «(Kèm theo …)» come from the layout.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False

    def to_json(self) -> dict[str, Any]:
        blocks = [block.to_json() for block in self.blocks]
        return {"title": self.title, "blocks": blocks, "landscape": self.landscape}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["title"], _blocks(data["blocks"]), data["landscape"])


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. Until it is issued it has neither number nor date: both stay blank on the page.

    `symbol` is what stands after the number («SNgV-NV»); `draft_month` the (month, year) shown
    while there is no date; `addressee_stop` the full stop that some units put after a single
    addressee, which the decree does not have; `recipients` the lines of «Nơi nhận» as they are to
    be read, without their dash; `type_name` the name of the kind («Tờ trình») where the family
    prints one; `issuer` the agency as a sentence names it; `footer` the lines of address at the
    foot of page 1. A note has no signature: it is initialled and sealed.
    """

    kind: str = "cong_van"
    family: Family = Family.OFFICIAL
    type_name: str = ""
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
    signature: Signature | None
    urgency: Urgency = Urgency.NONE
    circulation: Circulation = Circulation.ANYBODY
    issuer: str = ""
    footer: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the plain form. What came to letters later is in it only when it says something.

        So a letter that was stored before keeps its form and its fingerprint.
        """
        later = {
            "family": self.family,
            "type_name": self.type_name,
            "urgency": self.urgency,
            "circulation": self.circulation,
            "issuer": self.issuer,
            "footer": list(self.footer),
            "appendices": [appendix.to_json() for appendix in self.appendices],
        }
        if self.family == Family.OFFICIAL:
            del later["family"]
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "language": self.language,
            "parent_agency": self.parent_agency,
            "agency": self.agency,
            "number": self.number,
            "symbol": self.symbol,
            "place": self.place,
            "date": self.date.isoformat() if self.date else None,
            "draft_month": list(self.draft_month),
            "subject": self.subject,
            "addressees": list(self.addressees),
            "addressee_stop": self.addressee_stop,
            "blocks": [block.to_json() for block in self.blocks],
            "recipients": list(self.recipients),
            "signature": self.signature.to_json() if self.signature else None,
        } | {name: value for name, value in later.items() if value}

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
        "family": Family(data.get("family", Family.OFFICIAL)),
        "date": datetime.date.fromisoformat(data["date"]) if data["date"] else None,
        "draft_month": (month, year),
        "addressees": tuple(data["addressees"]),
        "blocks": _blocks(data["blocks"]),
        "recipients": tuple(data["recipients"]),
        "signature": _signature(data["signature"]),
        "urgency": Urgency(data.get("urgency", "")),
        "circulation": Circulation(data.get("circulation", "")),
        "footer": tuple(data.get("footer", ())),
        "appendices": tuple(Appendix.from_json(item) for item in data.get("appendices", ())),
    }


def _signature(data: Mapping[str, Any] | None) -> Signature | None:
    return None if data is None else Signature(tuple(data["lines"]), data["name"])


def _blocks(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(block_from_json(item) for item in data)
