"""The files of a run: one copy, all in a ZIP, all bound into one PDF."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from dispatches import serving
from dispatches.domain import copy_files, files, packing
from dispatches.domain.printing import PDF
from dispatches.enums import CopyState
from dispatches.errors import FileDamaged
from dispatches.models import LetterRun
from dispatches.views.copies import OfRun

ZIP = "application/zip"


class FileOfRun(OfRun):
    """A file; a damaged one is not given, in words."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.file(self.run)
        except FileDamaged as error:
            return serving.withheld(f"run {self.run.pk}", error)

    def file(self, run: LetterRun) -> HttpResponseBase:
        """Return the file; FileDamaged."""
        raise NotImplementedError


class CopyPdf(FileOfRun):
    """One copy as it was made."""

    def file(self, run: LetterRun) -> HttpResponse:
        """Show it in the browser."""
        copies = run.copies.select_related("file").filter(state=CopyState.MADE)
        copy = get_object_or_404(copies, ordinal=self.kwargs["ordinal"])
        return serving.framed_pdf(copy_files.read(copy), copy_files.file_name(copy))


class RunZip(FileOfRun):
    """All made copies of a finished run."""

    def file(self, run: LetterRun) -> HttpResponseBase:
        """Give the ZIP while it is being packed."""
        if not run.finished_at:
            raise Http404
        return serving.attachment_in_pieces(packing.pack(run), ZIP, _name(run, "zip"))


class RunBound(FileOfRun):
    """All made copies of a finished run in one PDF."""

    def file(self, run: LetterRun) -> HttpResponse:
        """Give the PDF."""
        if run.bound is None:
            raise Http404
        return serving.attachment(files.read(run.bound), PDF, _name(run, "pdf"))


def _name(run: LetterRun, extension: str) -> str:
    """Name the file after the dispatch: «214-SNgV-NV-tung-noi-nhan.zip»."""
    return f"{run.dispatch.file_name.removesuffix('.pdf')}-tung-noi-nhan.{extension}"
