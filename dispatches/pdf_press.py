"""WeasyPrint as the portal uses it: its own fonts and nothing else, archival PDF.

Lives in the child process of `dispatches.pdf` only.
"""

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from dispatches.pdf_assets import font_faces, read_asset
from dispatches.unprintable import name_unprintable

# Archival and tagged; see docs/adr/0003-pdf-variant.md.
VARIANT = "pdf/a-2a"


class AssetFetcher(URLFetcher):
    """Answers for the portal's own assets and refuses every other address unopened."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, read_asset(url))


class Press:
    """A typesetter with its fonts loaded, for any number of pages."""

    def __init__(self) -> None:
        """Load the fonts."""
        self._fonts = FontConfiguration()
        self._faces = CSS(string=font_faces(), font_config=self._fonts, url_fetcher=AssetFetcher())

    def pdf(self, page: str) -> bytes:
        """Make a PDF of an HTML document."""
        content: bytes = self.document(self.html(name_unprintable(page))).write_pdf(
            pdf_variant=VARIANT
        )
        return content

    def html(self, page: str) -> HTML:
        """Read an HTML document; its tree may still be changed."""
        return HTML(string=page, url_fetcher=AssetFetcher())

    def document(self, html: HTML) -> Document:
        """Lay out a document that was read."""
        return html.render(stylesheets=[self._faces], font_config=self._fonts, pdf_variant=VARIANT)
