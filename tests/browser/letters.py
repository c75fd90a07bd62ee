"""Reading PDF files as a person would."""

import pypdfium2

from tests.browser.person import collapsed


def text_of_pdf(content):
    """The text of all pages, blanks collapsed."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return collapsed(" ".join(pages))
