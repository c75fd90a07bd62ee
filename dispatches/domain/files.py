"""Stored files: kept under the SHA-256 of their content, written once, checked when read."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from dispatches.errors import FileDamaged
from dispatches.models import StoredFile


def store(content: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep the content; the same content again is the same file.

    The file comes before its row: a row without a file cannot be, a file without a row only waits
    for the next time.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = f"{digest[:2]}/{digest}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    file, _created = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "media_type": media_type,
            "size": len(content),
            "path": path,
            "stored_at": at,
        },
    )
    return file


def read(file: StoredFile) -> bytes:
    """Return the content; FileDamaged if it is not what was stored, or gone."""
    try:
        with default_storage.open(file.path) as stored:
            content: bytes = stored.read()
    except FileNotFoundError as error:
        raise FileDamaged(_("Không tìm thấy tệp trong kho lưu trữ.")) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise FileDamaged(_("Tệp trong kho lưu trữ đã bị thay đổi nên không mở được."))
    return content
