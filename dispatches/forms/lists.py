"""Lists as people bring them: an Excel workbook, or lines pasted out of one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from accounts.fields import refuse_hidden
from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.uploads import office, sheet


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read: its name, and the rows of its first sheet as text.

    They are not in memory: a list that is short enough for that is made one by whoever wants it.
    """

    name: str
    rows: sheet.Rows


class WorkbookField(forms.FileField):
    """An Excel workbook of which the first columns are read; None if there is none."""

    def __init__(self, *, columns: int, **kwargs: Any) -> None:
        """Read so many columns."""
        self.columns = columns
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Workbook | None:
        """Check what came as every upload is checked, and read it."""
        file = super().clean(data, initial)
        if file is None:
            return None
        try:
            upload = uploads.receive(file)
            if upload.media_type != office.XLSX:
                raise UploadRefused(gettext("Chỉ nhận tệp Excel (.xlsx)."))
            return Workbook(upload.name, sheet.columns(upload.content, self.columns))
        except UploadRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class PastedField(forms.CharField):
    """A list of a few columns, pasted; it becomes rows."""

    def __init__(self, *, rows: int, columns: int = 2, **kwargs: Any) -> None:
        """Make a text area of that height; a tab at the end of a line is left alone."""
        self.columns = columns
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), strip=False, **kwargs)

    def clean(self, value: Any) -> list[tuple[str, ...]]:
        """Refuse hidden characters by name rather than dropping them unseen."""
        return sheet.pasted(refuse_hidden(super().clean(value)), self.columns)
