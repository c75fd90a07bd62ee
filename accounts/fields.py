"""Form fields for official text: composed, and with nothing hidden in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vietnamese.numbers import thousands
from vietnamese.text import clean_line, clean_text, forbidden

TEXT_LIMIT = 10_000  # characters; about five pages
LINES_LIMIT = 500
KEY_DIGITS = 18  # every key of this length fits into a column
TOO_LONG = _(
    "Văn bản dài %(length)s ký tự, quá %(limit)s ký tự cho phép. Đề nghị rút gọn hoặc chia nhỏ."
)
TOO_MANY_LINES = _(
    "Văn bản có %(lines)s dòng, quá %(limit)s dòng cho phép. Đề nghị rút gọn hoặc chia nhỏ."
)
HIDDEN = _(
    "Văn bản có ký tự ẩn không dùng được (%(codes)s), thường do sao chép từ nơi khác. "
    "Đề nghị xóa và nhập lại chỗ đó."
)


class LineField(forms.CharField):
    """One line, such as a name or a title."""

    def to_python(self, value: Any) -> str:
        """Clean the line; refuse hidden characters by name rather than dropping them unseen."""
        return clean_line(refuse_hidden(super().to_python(value) or ""))


class TextField(forms.CharField):
    """Text of several lines; `rows` is the height of its box, `limit` counts characters.

    No `maxlength` goes to the browser, which would cut off a pasted text unseen.
    """

    too_long: str | Promise = TOO_LONG

    def __init__(self, *, rows: int = 5, limit: int = TEXT_LIMIT, **kwargs: Any) -> None:
        """Make a text area of that height unless a widget is given."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        self.limit = limit
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Say how long the text is and how long it may be; it ends in a PDF that has to be made."""
        super().validate(value)
        if len(value) > self.limit:
            counts = {"length": thousands(len(value)), "limit": thousands(self.limit)}
            raise ValidationError(str(self.too_long), params=counts, code="too_long")
        if (lines := value.count("\n") + 1) > LINES_LIMIT:
            counts = {"lines": thousands(lines), "limit": thousands(LINES_LIMIT)}
            raise ValidationError(TOO_MANY_LINES, params=counts, code="too_many_lines")

    def to_python(self, value: Any) -> str:
        """Clean the text; refuse hidden characters by name rather than dropping them unseen."""
        return clean_text(refuse_hidden(super().to_python(value) or ""))


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows of a table, ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Refuse a key that no column holds: the database would break over the question."""
        if any(len(str(key)) > KEY_DIGITS for key in value or []):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


def key_in(text: str) -> int | None:
    """Return the key, or the version, that a page sends back; None for what can be none."""
    return int(text) if text.isdecimal() and len(text) <= KEY_DIGITS else None


def refuse_hidden(text: str) -> str:
    """Return the text; ValidationError with the codes of the hidden characters in it."""
    if codes := forbidden(text):
        raise ValidationError(HIDDEN, params={"codes": ", ".join(codes)}, code="hidden")
    return text
