"""The files of a message: base64 of a ZIP each, unfolded within limits."""

import base64
import binascii
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.exchange.message import Attachment
from dispatches.uploads.office import UNREADABLE, Budget

FILES_LIMIT = 20


def attachments(root: Element, tag: Callable[[str], str]) -> tuple[Attachment, ...]:
    """Return all files of the message; UploadRefused for what does not unfold."""
    path = "/".join(map(tag, ("AttachmentEncoded", "Attachment", "ContentTransferEncoded")))
    found: list[Attachment] = []
    for element in root.findall(path):
        found.extend(_unpacked(element.text or ""))
        if len(found) > FILES_LIMIT:
            raise UploadRefused(_("Tệp có quá nhiều tệp đính kèm."))
    return tuple(found)


def letter_of(files: tuple[Attachment, ...]) -> uploads.Upload:
    """Return the one PDF among the files, proved to be one; the others stay in the message."""
    letters = [one for one in files if one.name.lower().endswith(".pdf")]
    if not letters:
        raise UploadRefused(_("Thông điệp không kèm bản PDF của văn bản."))
    if len(letters) > 1:
        raise UploadRefused(
            _(
                "Thông điệp kèm %(count)d tệp PDF, không rõ tệp nào là văn bản. "
                "Đề nghị bên gửi gộp thành một tệp PDF."
            )
            % {"count": len(letters)}
        )
    name = uploads.clean_name(letters[0].name)
    media_type = uploads.check(name, letters[0].content)
    return uploads.Upload(name, letters[0].content, media_type)


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
