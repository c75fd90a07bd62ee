"""Pages of the portal's own PDFs as pictures, for reading on a screen of any size.

A phone's browser shows no PDF inside a page, and a leader approves from a phone. Only PDFs that the
portal itself made come here, never an upload.
"""

from base64 import b64encode
from contextlib import closing
from io import BytesIO

import pypdfium2

SCALE = 1.6  # of 72 dots per inch: 952 points across a page, sharp in half a desk's screen


def page_count(content: bytes) -> int:
    """Return how many pages the PDF has."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        return len(document)


def page_uris(content: bytes) -> list[str]:
    """Return every page as a data: address, for a page about something that is not stored."""
    return [page_uri(content, number) for number in range(1, page_count(content) + 1)]


def page_uri(content: bytes, number: int) -> str:
    """Return one page as a data: address; IndexError if there is no such page."""
    return f"data:image/png;base64,{b64encode(page_picture(content, number)).decode()}"


def page_picture(content: bytes, number: int) -> bytes:
    """Return one page, counted from 1, as PNG; IndexError if there is no such page."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        picture = document[number - 1].render(scale=SCALE).to_pil().convert("P", colors=32)
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
