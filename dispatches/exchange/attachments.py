"""The files of a message: base64 of a ZIP each, unfolded within limits."""

import base64
import binascii
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.exchange.message import DIGEST_ALGORITHM, LETTER, Attachment
from dispatches.uploads.office import UNREADABLE, Budget
from vietnamese.text import clean_line

FILES_LIMIT = 20


@dataclass(frozen=True)
class Listed:
    """What the manifest says of the files of one part: what they are, and their hash."""

    description: str = ""
    sha256: str = ""


def attachments(root: Element, tag: Callable[[str], str]) -> tuple[Attachment, ...]:
    """Return all files of the message; UploadRefused for what does not unfold.

    A file that has another hash than the manifest says is refused too.
    """
    listed = _manifest(root, tag)
    found: list[Attachment] = []
    for element in root.findall("/".join(map(tag, ("AttachmentEncoded", "Attachment")))):
        said = listed.get(clean_line(element.findtext(tag("ContentId")) or ""), Listed())
        for one in _unpacked(element.findtext(tag("ContentTransferEncoded")) or ""):
            if said.sha256 and one.sha256 != said.sha256:
                raise UploadRefused(
                    _("Tệp «%(name)s» trong thông điệp không đúng mã băm ghi kèm.")
                    % {"name": one.name}
                )
            found.append(replace(one, description=said.description))
        if len(found) > FILES_LIMIT:
            raise UploadRefused(_("Tệp có quá nhiều tệp đính kèm."))
    return tuple(found)


def letters_among(files: tuple[Attachment, ...]) -> list[Attachment]:
    """Return the files that may be the document: those said to be it, or else every PDF."""
    letters = [one for one in files if one.name.lower().endswith(".pdf")]
    if not letters:
        raise UploadRefused(_("Thông điệp không kèm bản PDF của văn bản."))
    return [one for one in letters if one.description == LETTER] or letters


def proved(file: Attachment) -> uploads.Upload:
    """Return a file as one that may be kept, whatever the message says of it; UploadRefused."""
    name = uploads.clean_name(file.name)
    return uploads.Upload(name, file.content, uploads.check(name, file.content))


def _manifest(root: Element, tag: Callable[[str], str]) -> dict[str, Listed]:
    path = ("edXMLEnvelope", "edXMLBody", "edXMLManifest", "Reference")
    return {
        clean_line(one.findtext(tag("ContentId")) or ""): Listed(
            clean_line(one.findtext(tag("AttachmentDescription")) or ""), _digest(one, tag)
        )
        for one in root.findall("/".join(map(tag, path)))
    }


def _digest(reference: Element, tag: Callable[[str], str]) -> str:
    """Only the one algorithm is known; another one says nothing."""
    digest = reference.find(tag("Digest"))
    if digest is None or digest.get("Algorithm") != DIGEST_ALGORITHM:
        return ""
    return clean_line(digest.text or "").lower()


def _unpacked(encoded: str) -> Iterator[Attachment]:
    try:
        packed = base64.b64decode("".join(encoded.split()), validate=True)
        budget = Budget(len(packed))
        with zipfile.ZipFile(BytesIO(packed)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > FILES_LIMIT or any(entry.flag_bits & 1 for entry in entries):
                raise zipfile.BadZipFile("too many entries, or a password")
            for entry in entries:
                content = b"".join(budget.chunks(package, entry))
                yield Attachment(uploads.clean_name(entry.filename), content)
    except (binascii.Error, *UNREADABLE) as error:
        raise UploadRefused(
            _("Tệp đính kèm trong thông điệp bị hỏng (base64 hoặc ZIP không đọc được).")
        ) from error
