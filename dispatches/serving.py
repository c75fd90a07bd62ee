"""Files on their way to a browser: never as what somebody claimed, never able to act there."""

import logging
from collections.abc import Iterable
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dispatches.domain import files
from dispatches.errors import FileDamaged
from dispatches.models import StoredFile
from dispatches.pdf import RenderError
from dispatches.uploads import MEDIA_TYPES

logger = logging.getLogger(__name__)
UNKNOWN = "application/octet-stream"
NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'"
# The browser's own reader shows the PDF; the portal's pages may frame it and nobody else may.
OWN_FRAME = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


def download(file: StoredFile, name: str) -> HttpResponse:
    """Give a stored file for saving, or say that the store no longer has what was put there."""
    media_type = file.media_type if file.media_type in MEDIA_TYPES else UNKNOWN
    try:
        return attachment(files.read(file), media_type, name)
    except FileDamaged as error:
        return withheld(f"stored file {file.sha256}", error)


def shown_pdf(file: StoredFile, name: str) -> HttpResponse:
    """Show a stored PDF in the portal's own page, or say that the store no longer has it."""
    try:
        return framed_pdf(files.read(file), name)
    except FileDamaged as error:
        return withheld(f"stored file {file.sha256}", error)


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Give content for saving under the name."""
    return _response(content, media_type, _disposition("attachment", name), NOTHING)


def attachment_in_pieces(pieces: Iterable[bytes], media_type: str, name: str) -> HttpResponseBase:
    """Give for saving what is never whole in memory."""
    headers = _headers(_disposition("attachment", name), NOTHING)
    return StreamingHttpResponse(pieces, content_type=media_type, headers=headers)


def framed_pdf(content: bytes, name: str) -> HttpResponse:
    """Show a PDF, the portal's own or one that was proved to be plain, in its own page."""
    response = _response(content, "application/pdf", _disposition("inline", name), OWN_FRAME)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def withheld(what: str, error: FileDamaged | RenderError) -> HttpResponse:
    """Tell the reader in words why there is no file, and the operator in the log of what."""
    if isinstance(error, RenderError):
        status, detail = 503, error.detail
    else:
        status, detail = 409, str(error)
    logger.error("%s: %s", what, detail)
    return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=status)


def _response(content: bytes, media_type: str, disposition: str, policy: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers=_headers(disposition, policy))


def _headers(disposition: str, policy: str) -> dict[str, str]:
    return {
        "Content-Disposition": disposition,
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def _disposition(kind: str, name: str) -> str:
    """RFC 6266: a plain name for old programs, and the whole one by RFC 5987."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
