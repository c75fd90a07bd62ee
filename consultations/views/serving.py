"""The portal's own PDFs on their way to the unit."""

import logging

from django.http import HttpResponse

from dispatches import serving
from dispatches.domain import files
from dispatches.errors import FileDamaged
from dispatches.models import StoredFile

logger = logging.getLogger(__name__)


def own_pdf(file: StoredFile, name: str) -> HttpResponse:
    """Show a stored PDF, or say that the store no longer has what was put there."""
    try:
        return serving.framed_pdf(files.read(file), name)
    except FileDamaged as error:
        return damaged(file, error)


def download(file: StoredFile, name: str) -> HttpResponse:
    """Give a stored file for saving, or say that the store no longer has it."""
    try:
        return serving.download(file, name)
    except FileDamaged as error:
        return damaged(file, error)


def damaged(file: StoredFile, error: FileDamaged) -> HttpResponse:
    """Tell the reader in words, and the operator in the log."""
    logger.error("stored file %s: %s", file.sha256, error)
    return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=409)
