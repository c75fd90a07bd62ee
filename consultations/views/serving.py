"""The portal's own PDFs on their way to the unit."""

from django.http import HttpResponse

from dispatches import serving
from dispatches.domain import files
from dispatches.errors import FileDamaged
from dispatches.models import StoredFile


def own_pdf(file: StoredFile, name: str) -> HttpResponse:
    """Show a stored PDF, or say that the store no longer has what was put there."""
    try:
        return serving.framed_pdf(files.read(file), name)
    except FileDamaged as error:
        return serving.withheld(f"stored file {file.sha256}", error)


def download(file: StoredFile, name: str) -> HttpResponse:
    """Give a stored file for saving, or say that the store no longer has it."""
    try:
        return serving.download(file, name)
    except FileDamaged as error:
        return serving.withheld(f"stored file {file.sha256}", error)
