"""Reading a message from outside: nothing of it is believed before it is proved.

First the structure, without building anything (size, depth, number of elements, no document type
and so no entity); then the values, each named in Vietnamese when it is wrong or missing.
"""

import datetime as dt
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused
from dispatches.exchange.attachments import attachments
from dispatches.exchange.message import (
    DAY,
    NAMESPACE,
    BusinessType,
    Code,
    DocumentReference,
    Message,
    Organ,
    Signer,
)
from dispatches.models import SUBJECT_LIMIT
from vietnamese.legacy import legacy_encoding
from vietnamese.text import clean_line

MEBIBYTE = 1024 * 1024
SIZE_LIMIT = 30 * MEBIBYTE  # a PDF of 20 MB in base64
DEPTH_LIMIT = 20
ELEMENTS_LIMIT = 5000
NAME_LIMIT, CODE_LIMIT, PERSON_LIMIT = 200, 80, 120  # what the register takes
UNREADABLE = (expat.ExpatError, ParseError, DefusedXmlException, UnicodeError, ValueError)


def read(content: bytes) -> Message:
    """Return what the message says; UploadRefused with what is wrong."""
    if not content or len(content) > SIZE_LIMIT:
        raise UploadRefused(
            _("Tệp rỗng hoặc lớn hơn %(limit)d MB.") % {"limit": SIZE_LIMIT // MEBIBYTE}
        )
    try:
        _Structure().check(content)
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except UNREADABLE as error:
        raise UploadRefused(
            _("Tệp không phải là XML đọc được. Đề nghị bên gửi xuất lại tệp liên thông.")
        ) from error
    if root.tag != _tag("edXML"):
        raise UploadRefused(
            _("Tệp không theo định dạng edXML của QCVN 102:2016/BTTTT nên không nhận.")
        )
    return _message(root)


class _Structure:
    """Follows the elements with a parser that builds nothing."""

    def __init__(self) -> None:
        self._depth = self._elements = 0

    def check(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.Parse(content, True)  # noqa: FBT003 - «this was the last», expat knows no keyword

    def _begin(self, *_arguments: object) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH_LIMIT or self._elements > ELEMENTS_LIMIT:
            raise UploadRefused(_("Tệp có cấu trúc bất thường (quá nhiều phần tử) nên không nhận."))

    def _end(self, *_arguments: object) -> None:
        self._depth -= 1

    @staticmethod
    def _refuse_document_type(*_arguments: object) -> None:
        raise UploadRefused(
            _("Tệp khai báo DTD hoặc thực thể XML nên không nhận, vì lý do an toàn.")
        )


def _message(root: Element) -> Message:
    header = root.find("/".join(map(_tag, ("edXMLEnvelope", "edXMLHeader", "MessageHeader"))))
    if header is None:
        raise _missing("MessageHeader")
    message = Message(
        sender=_organ(_part(header, "From")),
        receivers=tuple(map(_organ, header.findall(_tag("To")))),
        code=_code(_part(header, "Code")),
        place=_text(header, "PromulgationInfo", "Place"),
        date=_day(header, "PromulgationInfo", "PromulgationDate"),
        type_name=_text(header, "DocumentType", "TypeName", limit=100) or "Công văn",
        subject=_required(header, "Subject", limit=SUBJECT_LIMIT),
        content=_text(header, "Content"),
        signer=_signer(header),
        due_date=_optional_day(header, "DueDate"),
        response_for=tuple(map(_reference, header.findall(_tag("ResponseFor")))),
        business=_business(root),
        attachments=attachments(root, _tag),
    )
    _require_unicode(message)
    return message


def _organ(element: Element) -> Organ:
    return Organ(
        name=_required(element, "OrganName", limit=NAME_LIMIT),
        organ_id=_text(element, "OrganId", limit=CODE_LIMIT),
        in_charge=_text(element, "OrganizationInCharge"),
        address=_text(element, "OrganAdd"),
        email=_text(element, "Email"),
    )


def _code(element: Element) -> Code:
    code = Code(_required(element, "CodeNumber"), _text(element, "CodeNotation"))
    if len(str(code)) > CODE_LIMIT:
        raise _too_long("Code", CODE_LIMIT)
    return code


def _signer(header: Element) -> Signer | None:
    element = header.find(_tag("SignerInfo"))
    if element is None:
        return None
    return Signer(
        competence=_text(element, "Competence"),
        position=_text(element, "Position"),
        full_name=_text(element, "FullName", limit=PERSON_LIMIT),
    )


def _reference(element: Element) -> DocumentReference:
    """What is answered: by its code, or by the document's name, which holds the code last."""
    named = ([*_text(element, "DocumentId").split(",", 2), "", ""])[:3]
    code = _text(element, "Code") or named[2].strip()
    if not code:
        raise _missing("ResponseFor/Code")
    return DocumentReference(
        code=code,
        date=_optional_day(element, "PromulgationDate"),
        organ_id=_text(element, "OrganId") or named[0].strip(),
    )


def _business(root: Element) -> BusinessType:
    """Only a new document, or one that replaces another, can be registered."""
    given = next(root.iter(_tag("BussinessDocType")), None)
    said = clean_line(given.text or "") if given is not None else "0"
    if said not in {str(kind.value) for kind in BusinessType}:
        raise UploadRefused(
            _("Thông điệp thu hồi, cập nhật văn bản chưa nhập được: chỉ nhận văn bản mới.")
        )
    return BusinessType(int(said))


def _require_unicode(message: Message) -> None:
    """Old encodings of fonts cannot be searched or printed; what is NFD was composed before."""
    signer = str(message.signer or "")
    texts = (message.sender.name, message.subject, message.type_name, str(message.code), signer)
    if encoding := next(filter(None, map(legacy_encoding, texts)), None):
        raise UploadRefused(
            _("Chữ trong tệp theo bảng mã cũ %(name)s. Đề nghị bên gửi dùng Unicode.")
            % {"name": encoding}
        )


def _day(parent: Element, *path: str) -> dt.date:
    day = _optional_day(parent, *path)
    if day is None:
        raise _missing("/".join(path))
    return day


def _optional_day(parent: Element, *path: str) -> dt.date | None:
    text = _text(parent, *path)
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, DAY).date()  # noqa: DTZ007 - a day of the calendar
    except ValueError as error:
        raise UploadRefused(
            _("%(field)s: «%(text)s» không phải là ngày dạng năm/tháng/ngày.")
            % {"field": "/".join(path), "text": text[:40]}
        ) from error


def _required(parent: Element, *path: str, limit: int = NAME_LIMIT) -> str:
    text = _text(parent, *path, limit=limit)
    if not text:
        raise _missing("/".join(path))
    return text


def _text(parent: Element, *path: str, limit: int = 2000) -> str:
    text = clean_line(parent.findtext("/".join(map(_tag, path))) or "")
    if len(text) > limit:
        raise _too_long("/".join(path), limit)
    return text


def _part(parent: Element, name: str) -> Element:
    element = parent.find(_tag(name))
    if element is None:
        raise _missing(name)
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _missing(field: str) -> UploadRefused:
    return UploadRefused(_("Thông điệp thiếu trường %(field)s.") % {"field": field})


def _too_long(field: str, limit: int) -> UploadRefused:
    return UploadRefused(
        _("Trường %(field)s dài quá %(limit)d ký tự.") % {"field": field, "limit": limit}
    )
