"""The PDF of a dispatch, the kept one or a preview made now, and its twin for Word."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from dispatches import pictures, serving
from dispatches.docx import letter_docx
from dispatches.docx.document import MEDIA_TYPE
from dispatches.domain import enclosing, files, printing
from dispatches.domain.filling_in import filled
from dispatches.errors import FileDamaged
from dispatches.models import Dispatch
from dispatches.pdf import RenderError
from dispatches.views.base import DispatchPage

PREVIEW_SECONDS = 600


class DispatchPdf(DispatchPage):
    """The letter's page itself; `?tai-ve=1` saves it."""

    permission = Permission.DISPATCH_VIEW

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            return self.show(pdf_of(self.document))
        except (RenderError, FileDamaged) as error:
            return serving.withheld(f"dispatch {self.document.pk}", error)

    def show(self, content: bytes) -> HttpResponse:
        """Show the PDF, or give it for saving."""
        name = self.document.file_name
        if self.request.GET.get("tai-ve"):
            return serving.attachment(content, printing.PDF, name)
        return serving.framed_pdf(content, name)


class DispatchPages(DispatchPdf):
    """The pictures of all pages, as a part of another page."""

    def show(self, content: bytes) -> HttpResponse:
        """List them; each picture is fetched when it comes into sight."""
        numbers = range(1, pictures.page_count(content) + 1)
        context = {"document": self.document, "numbers": numbers}
        return render(self.request, "dispatches/_pages.html", context)


class DispatchPicture(DispatchPdf):
    """One page as a picture."""

    def show(self, content: bytes) -> HttpResponse:
        """Show it; 404 past the last page."""
        try:
            picture = pictures.page_picture(content, self.kwargs["number"])
        except IndexError as error:
            raise Http404 from error
        return HttpResponse(picture, content_type="image/png")


class EnclosurePdf(DispatchPage):
    """What was enclosed, as it left, for saving; 404 as long as its PDF is not made."""

    permission = Permission.DISPATCH_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it."""
        rows = self.document.enclosures.select_related("pdf", "document__pdf")
        enclosure = get_object_or_404(rows, ordinal=kwargs["ordinal"])
        file = enclosing.file_of(enclosure)
        if file is None:
            raise Http404
        return serving.download(file.file, file.name)


class DispatchDocx(DispatchPage):
    """The letter as a Word file to edit; 404 if it was paper only."""

    permission = Permission.DISPATCH_VIEW

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it for saving."""
        if not self.document.letter:
            raise Http404
        name = self.document.file_name.replace(".pdf", ".docx")
        return serving.attachment(letter_docx(filled(self.document)), MEDIA_TYPE, name)


def pdf_of(dispatch: Dispatch) -> bytes:
    """Return the kept PDF, or a preview of the letter as it stands; 404 if it was paper only."""
    if dispatch.pdf:
        return files.read(dispatch.pdf)
    if not dispatch.letter:
        raise Http404
    letter = filled(dispatch)
    key = f"dispatches.preview.{letter.digest()}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = printing.preview(letter)
        cache.set(key, content, PREVIEW_SECONDS)
    return content
