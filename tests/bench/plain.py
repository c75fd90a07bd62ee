"""The plain loop that the portal's copies are measured against.

Standard input: [HTML, …] as JSON; standard output: the seconds that the loop took. With a folder as
argument the PDFs are kept there. Libraries and fonts are loaded before the clock starts.
"""

import json
import sys
import time
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from dispatches.pdf_assets import font_faces
from dispatches.pdf_press import VARIANT, AssetFetcher

fetcher, fonts = AssetFetcher(), FontConfiguration()
faces = CSS(string=font_faces(), font_config=fonts, url_fetcher=fetcher)
style = {"stylesheets": [faces], "font_config": fonts, "pdf_variant": VARIANT}
pages = json.load(sys.stdin)

began = time.perf_counter()
pdfs = [HTML(string=page, url_fetcher=fetcher).write_pdf(**style) for page in pages]
print(time.perf_counter() - began)

for folder in sys.argv[1:]:
    for number, pdf in enumerate(pdfs):
        Path(folder, f"{number}.pdf").write_bytes(pdf)
