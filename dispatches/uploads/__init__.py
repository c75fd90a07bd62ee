"""What the portal takes from outside: PDF, Word, Excel and pictures, each proved to be one.

Nothing of an upload is believed: not its name, not its declared type, not the sizes in its own
directory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused
from dispatches.uploads import images, office, pdf, scanning
from dispatches.uploads.names import clean_name

__all__ = [
    "MEBIBYTE",
    "MEDIA_TYPES",
    "SIZE_LIMIT",
    "Upload",
    "check",
    "clean_name",
    "receive",
    "receive_all",
]

MEBIBYTE = 1024 * 1024
SIZE_LIMIT = 20 * MEBIBYTE


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is served as, how it begins, and who looks inside."""

    media_type: str
    magic: bytes
    inspect: Callable[[bytes], None]


JPEG = Kind("image/jpeg", b"\xff\xd8\xff", images.inspect_jpeg)
KINDS = {
    ".pdf": Kind("application/pdf", b"%PDF-", pdf.inspect),
    ".docx": Kind(office.DOCX, b"PK\x03\x04", office.inspect_docx),
    ".xlsx": Kind(office.XLSX, b"PK\x03\x04", office.inspect_xlsx),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": Kind("image/png", b"\x89PNG\r\n\x1a\n", images.inspect_png),
}
# The only types a file is ever served as: the portal's own table, never what the browser said.
MEDIA_TYPES = frozenset(kind.media_type for kind in KINDS.values())


@dataclass(frozen=True)
class Upload:
    """A file that passed: the name cleaned, the type proved."""

    name: str
    content: bytes
    media_type: str


def receive(upload: UploadedFile) -> Upload:
    """Read, scan and check what a form brought; UploadRefused.

    What is too large is refused before it is read, malware before anything else is opened.
    """
    _require_size(upload.size or 0)
    name, content = clean_name(upload.name or ""), upload.read()
    scanning.require_clean(name, content)
    return Upload(name, content, check(name, content))


def receive_all(uploads: Iterable[UploadedFile]) -> list[Upload]:
    """Receive several; UploadRefused that names the file."""
    received = []
    for upload in uploads:
        try:
            received.append(receive(upload))
        except UploadRefused as refusal:
            raise UploadRefused(f"{clean_name(upload.name or '')}: {refusal}") from refusal
    return received


def check(name: str, content: bytes) -> str:
    """Return the media type of a file that may be kept; UploadRefused with what to do instead."""
    _require_size(len(content))
    extension = PurePath(clean_name(name)).suffix.lower()
    kind = KINDS.get(extension)
    if kind is None:
        raise UploadRefused(
            _("Chỉ nhận tệp PDF, DOCX, XLSX, JPG, PNG; tệp «%(name)s» không thuộc các loại này.")
            % {"name": clean_name(name)}
        )
    if not content.startswith(kind.magic):
        raise UploadRefused(
            _("Nội dung tệp không đúng với phần mở rộng «%(extension)s».")
            % {"extension": extension}
        )
    kind.inspect(content)
    return kind.media_type


def _require_size(size: int) -> None:
    if not size:
        raise UploadRefused(_("Tệp rỗng. Đề nghị chọn lại tệp."))
    if size > SIZE_LIMIT:
        raise UploadRefused(
            _("Tệp lớn hơn %(limit)d MB. Đề nghị giảm dung lượng hoặc chia thành nhiều tệp.")
            % {"limit": SIZE_LIMIT // MEBIBYTE}
        )
