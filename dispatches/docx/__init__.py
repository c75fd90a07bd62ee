"""Letters as editable Word files."""

from dispatches.docx.document import letter_docx

__all__ = ["letter_docx"]
