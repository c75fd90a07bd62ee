"""The structure of Word and Excel files: a ZIP of XML parts that says what it is.

Refused: bombs, macros, embedded objects, programs, passwords, entities, and every tie to a file or
address outside but plain links (a template fetched from another server runs its macros).
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEBIBYTE = 1024 * 1024
ENTRIES_LIMIT = 2000
UNPACKED_LIMIT = 200 * MEBIBYTE
UNPACKED_FREE = 10 * MEBIBYTE  # below this no ratio counts: small XML shrinks a great deal
RATIO_LIMIT = 100
CHUNK = 64 * 1024
CONTENT_TYPES = "[Content_Types].xml"
XML = {".xml", ".rels", ".vml"}
PACKAGES = {".docx": DOCX, ".xlsx": XLSX}
ACTIVE = ("vba", "macroenabled", "activex", "oleobject", "ctrlprop")
# OLE containers (macros, embedded objects), Windows and Linux programs.
UNWELCOME_MAGIC = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    ElementTree.ParseError,
    EOFError,
    KeyError,  # no such part
    NotImplementedError,  # compression that zipfile does not know
    OSError,
    ValueError,
)


class Budget:
    """How many bytes a file may still unfold to; what its own directory claims does not count."""

    def __init__(self, packed: int) -> None:
        self._left = min(UNPACKED_LIMIT, max(UNPACKED_FREE, packed * RATIO_LIMIT))

    def chunks(self, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unfold one entry piece by piece."""
        with package.open(entry) as part:
            while chunk := part.read(CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise UploadRefused(
                        _("Tệp nén bất thường: khi mở ra quá lớn so với dung lượng tệp.")
                    )
                yield chunk


def inspect_docx(content: bytes) -> None:
    """UploadRefused unless the content is a plain Word document."""
    _inspect(content, DOCX, Budget(len(content)))


def inspect_xlsx(content: bytes) -> None:
    """UploadRefused unless the content is a plain Excel workbook."""
    _inspect(content, XLSX, Budget(len(content)))


def _inspect(content: bytes, media_type: str, budget: Budget) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_names(package)
            types = b"".join(budget.chunks(package, package.getinfo(CONTENT_TYPES)))
            _check_types(types, media_type)
            for entry in package.infolist():
                _check_entry(package, entry, budget)
    except DefusedXmlException as error:
        raise _active() from error
    except UNREADABLE as error:
        raise UploadRefused(_("Tệp bị hỏng hoặc không phải tệp Word, Excel.")) from error


def _check_names(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = [entry.filename.casefold() for entry in entries]
    if len(entries) > ENTRIES_LIMIT or len(set(names)) != len(names):
        raise zipfile.BadZipFile("too many entries, or two of one name")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused(_("Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi gửi lại."))
    if any(word in name for name in names for word in ACTIVE):
        raise _active()


def _check_types(types: bytes, media_type: str) -> None:
    """The parts' declared types: the main one is what the extension says, and none is active."""
    declared = [
        element.get("ContentType", "") for element in ElementTree.fromstring(types, forbid_dtd=True)
    ]
    if any(word in one.casefold() for one in declared for word in ACTIVE):
        raise _active()
    if f"{media_type}.main+xml" not in declared:
        raise UploadRefused(_("Nội dung tệp không đúng với phần mở rộng của tên tệp."))


def _check_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> None:
    suffix = PurePosixPath(entry.filename).suffix.lower()
    chunks = budget.chunks(package, entry)
    if suffix == ".rels":
        _check_ties(b"".join(chunks))
    elif suffix in XML:
        _check_xml(chunks)
    elif suffix in PACKAGES:
        _inspect(b"".join(chunks), PACKAGES[suffix], budget)
    elif next(chunks, b"").startswith(UNWELCOME_MAGIC):
        raise _active()
    else:
        for _chunk in chunks:  # to the end: the budget and the check sum are proved by reading
            pass


def _check_ties(relationships: bytes) -> None:
    for tie in ElementTree.fromstring(relationships, forbid_dtd=True):
        outside = tie.get("TargetMode", "").casefold() == "external"
        if outside and not tie.get("Type", "").endswith("/hyperlink"):
            raise UploadRefused(
                _(
                    "Tệp có liên kết tới mẫu hoặc tệp bên ngoài. "
                    "Đề nghị bỏ liên kết, hoặc lưu thành PDF rồi gửi lại."
                )
            )


def _check_xml(chunks: Iterator[bytes]) -> None:
    """Read one part as XML without building it; a document type, and so an entity, is refused."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - «this was the last», expat knows no keyword


def _refuse_document_type(*_arguments: object) -> None:
    raise _active()


def _active() -> UploadRefused:
    return UploadRefused(
        _(
            "Tệp có macro, đối tượng nhúng hoặc nội dung tự chạy nên không nhận được. "
            "Đề nghị lưu thành PDF rồi gửi lại."
        )
    )
