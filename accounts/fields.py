"""Form fields for official text: composed, and with nothing hidden in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vietnamese.text import clean_line, clean_text, forbidden

HIDDEN = _(
    "Văn bản có ký tự ẩn không dùng được (%(codes)s), thường do sao chép từ nơi khác. "
    "Đề nghị xóa và nhập lại chỗ đó."
)


class LineField(forms.CharField):
    """One line, such as a name or a title."""

    def to_python(self, value: Any) -> str:
        """Clean the line; refuse hidden characters by name rather than dropping them unseen."""
        return clean_line(_refuse_hidden(super().to_python(value) or ""))


class TextField(forms.CharField):
    """Text of several lines; `rows` is the height of its box."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        """Make a text area of that height unless a widget is given."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Clean the text; refuse hidden characters by name rather than dropping them unseen."""
        return clean_text(_refuse_hidden(super().to_python(value) or ""))


def _refuse_hidden(text: str) -> str:
    if codes := forbidden(text):
        raise ValidationError(HIDDEN, params={"codes": ", ".join(codes)}, code="hidden")
    return text
