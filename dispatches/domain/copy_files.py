"""The PDF of a made copy, rebuilt from what is stored and proved by its hash."""

import hashlib
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches.domain import files
from dispatches.enums import CopyState
from dispatches.errors import FileDamaged
from dispatches.models import LetterCopy, LetterRun, StoredFile
from dispatches.pdf_filling import fill
from vietnamese.text import fold

STEM_LIMIT = 80  # characters of an addressee in the name of a file


def read(copy: LetterCopy) -> bytes:
    """Return a made copy's PDF; FileDamaged if it is no longer what was made."""
    return _proved(copy, files.read(stored(copy)))


def read_all(run: LetterRun) -> Iterator[tuple[LetterCopy, bytes]]:
    """Return the run's made copies in order, with their PDFs; a blank of many is read once."""
    blanks: dict[str, bytes] = {}
    for copy in made(run):
        file = stored(copy)
        content = blanks.get(file.sha256) or files.read(file)
        if copy.line:
            blanks[file.sha256] = content
        yield copy, _proved(copy, content)


def made(run: LetterRun) -> Iterator[LetterCopy]:
    """Return the run's made copies in order, not all at a time."""
    copies = LetterCopy.objects.filter(run=run, state=CopyState.MADE)
    return copies.select_related("file").order_by("ordinal").iterator()


def stored(copy: LetterCopy) -> StoredFile:
    """Return the file that a made copy is, or is made of."""
    if copy.file is None:
        raise FileDamaged(_("Bản này chưa được tạo."))
    return copy.file


def file_name(copy: LetterCopy) -> str:
    """Name the file by place in the list and addressee: «0007-ubnd-huyen-luc-ngan.pdf».

    Without marks, which old programs for ZIP files spell wrong.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", fold(copy.addressee))[:STEM_LIMIT].strip("-")
    return f"{copy.ordinal:04d}-{stem}.pdf" if stem else f"{copy.ordinal:04d}.pdf"


def _proved(copy: LetterCopy, content: bytes) -> bytes:
    pdf = fill(content, copy.line) if copy.line else content
    if hashlib.sha256(pdf).hexdigest() != copy.sha256:
        raise FileDamaged(_("Bản PDF dựng lại không đúng với bản đã tạo nên không mở được."))
    return pdf
