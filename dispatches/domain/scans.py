"""Scans (bản quét) as PDF: what is read page by page is kept as pages."""

import io

from django.utils.translation import gettext as _
from PIL import Image

from dispatches.domain.printing import PDF
from dispatches.errors import UploadRefused
from dispatches.uploads import Upload

PICTURES = ("image/jpeg", "image/png")
SCANS = (PDF, *PICTURES)
A4_WIDTH = 8.27  # inches


def pdf_of(scan: Upload) -> bytes:
    """Return a scan as a PDF; UploadRefused for what is neither a PDF nor a picture."""
    if scan.media_type == PDF:
        return scan.content
    if scan.media_type in PICTURES:
        return page_of(scan.content)
    raise UploadRefused(_("Bản quét phải là tệp PDF, JPG hoặc PNG."))


def page_of(picture: bytes) -> bytes:
    """Return a picture as the one page of a PDF."""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        # As wide as the page, whatever the scanner said of its dots.
        width, dots = opened.width, opened.convert("RGB")
        dots.save(stream, "PDF", resolution=width / A4_WIDTH)
    return stream.getvalue()
