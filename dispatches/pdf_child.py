"""The child process that turns HTML into PDF, started by `dispatches.pdf`.

Standard input: {"limits": {"seconds", "memory_bytes"}, "pages": [html, …]} as JSON;
standard output: [PDF in base64, …] as JSON, in the same order.
"""

import base64
import json
import resource
import sys

from weasyprint import CSS, HTML
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


def main() -> None:
    request = json.load(sys.stdin)
    _limit(**request["limits"])
    fonts = FontConfiguration()
    faces = CSS(string=font_faces(), font_config=fonts, url_fetcher=AssetFetcher())
    pdfs = [_pdf(page, faces, fonts) for page in request["pages"]]
    json.dump([base64.b64encode(pdf).decode() for pdf in pdfs], sys.stdout)


def _limit(seconds: int, memory_bytes: int) -> None:
    """Bound processor seconds and address space in bytes; leave no core dump of a letter behind."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pdf(page: str, faces: CSS, fonts: FontConfiguration) -> bytes:
    document = HTML(string=name_unprintable(page), url_fetcher=AssetFetcher())
    pdf: bytes = document.write_pdf(stylesheets=[faces], font_config=fonts, pdf_variant=VARIANT)
    return pdf


if __name__ == "__main__":
    main()
