"""The PDF of a dispatch: the kept one, or a preview made now."""

import logging
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse

from accounts.permissions import Permission
from dispatches import serving
from dispatches.domain import files, printing
from dispatches.errors import FileDamaged
from dispatches.letter import Letter
from dispatches.models import Dispatch
from dispatches.pdf import RenderError
from dispatches.views.base import DispatchPage

PREVIEW_SECONDS = 600
logger = logging.getLogger(__name__)


class DispatchPdf(DispatchPage):
    """The letter's page itself; `?tai-ve=1` saves it."""

    permission = Permission.DISPATCH_VIEW

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        name = self.document.file_name
        try:
            content = pdf_of(self.document)
        except RenderError as error:
            logger.error("dispatch %s: %s", self.document.pk, error.detail)
            return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=503)
        except FileDamaged as error:
            logger.error("dispatch %s: stored file damaged", self.document.pk)
            return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=409)
        if request.GET.get("tai-ve"):
            return serving.attachment(content, printing.PDF, name)
        return serving.framed_pdf(content, name)


def pdf_of(dispatch: Dispatch) -> bytes:
    """Return the kept PDF, or a preview of the letter as it stands; 404 if it was paper only."""
    if dispatch.pdf:
        return files.read(dispatch.pdf)
    if not dispatch.letter:
        raise Http404
    key = f"dispatches.preview.{dispatch.letter_digest}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = printing.preview(Letter.from_json(dispatch.letter))
        cache.set(key, content, PREVIEW_SECONDS)
    return content
