"""Letters as HTML pages."""

from dispatches.layout.facts import title
from dispatches.layout.page import appendix_html, letter_html

__all__ = ["appendix_html", "letter_html", "title"]
