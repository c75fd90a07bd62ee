"""Letters as HTML pages."""

from dispatches.layout.facts import title
from dispatches.layout.page import letter_html

__all__ = ["letter_html", "title"]
