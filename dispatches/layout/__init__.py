"""Letters as HTML pages."""

from dispatches.layout.page import letter_html, title

__all__ = ["letter_html", "title"]
