"""What a message between document systems says, as frozen data.

The words are those of the format (QCVN 102:2016/BTTTT, Circular 10/2016/TT-BTTTT): an organ, a
code, whom it is a response for. A message is read into these values and written from them.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import IntEnum

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DAY = "%Y/%m/%d"
# What a file is to the document, as our own messages say it (AttachmentDescription).
LETTER, ENCLOSED = "Văn bản", "Tài liệu gửi kèm"
DIGEST_ALGORITHM = "SHA-256"


class BusinessType(IntEnum):
    """What the message wants done with the document (BussinessDocType, spelt so in the format)."""

    NEW = 0
    REPLACED = 3


@dataclass(frozen=True, kw_only=True)
class Organ:
    """An agency or unit (cơ quan) with its code in the national list (mã định danh)."""

    name: str
    organ_id: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True)
class Code:
    """Number and symbol (số, ký hiệu) of a document: «214» and «SNgV-NV»."""

    number: str
    notation: str

    def __str__(self) -> str:
        return f"{self.number}/{self.notation}" if self.notation else self.number


@dataclass(frozen=True, kw_only=True)
class DocumentReference:
    """Another document as a message names it: the one answered, or the one replaced."""

    code: str
    date: dt.date | None = None
    organ_id: str = ""

    @property
    def document_id(self) -> str:
        """«H02.12,2021/08/02,214/SNgV-NV»."""
        return document_id(self.organ_id, self.date, self.code)


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signed (người ký), under which authority and post."""

    full_name: str
    competence: str = ""
    position: str = ""

    def __str__(self) -> str:
        return ", ".join(
            filter(None, (f"{self.competence} {self.position}".strip(), self.full_name))
        )


@dataclass(frozen=True)
class Attachment:
    """A file of the message; `description` is what it is to the document, empty if nobody says."""

    name: str
    content: bytes
    description: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Message:
    """One document on its way from one system to another."""

    sender: Organ
    receivers: tuple[Organ, ...] = ()
    code: Code
    place: str = ""
    date: dt.date
    type_name: str
    subject: str
    content: str = ""
    signer: Signer | None = None
    due_date: dt.date | None = None
    priority: int = 0
    pages: int = 0
    appendices: tuple[str, ...] = ()
    response_for: tuple[DocumentReference, ...] = ()
    to_places: tuple[str, ...] = ()
    business: BusinessType = BusinessType.NEW
    replaces: tuple[DocumentReference, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def document_id(self) -> str:
        """The document's name in the exchange."""
        return document_id(self.sender.organ_id, self.date, str(self.code))


def document_id(organ_id: str, date: dt.date | None, code: str) -> str:
    """Return organ, day and code as the format joins them."""
    return f"{organ_id},{date.strftime(DAY) if date else ''},{code}"
