"""A list of units as a workbook or as text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import HIDDEN, LineField
from deadlines.fields import DayField
from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.uploads import office, sheet
from vietnamese.text import forbidden


class CommunesForm(forms.Form):
    """From which day on, by which act, and the list; a file counts before the text."""

    on = DayField(label=_("Có từ ngày"))
    basis = LineField(label=_("Căn cứ"), max_length=300)
    file = forms.FileField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_("cột đầu là tên đơn vị, cột thứ hai là địa chỉ nhận công văn nếu có"),
        required=False,
    )
    text = forms.CharField(
        label=_("Hoặc dán danh sách"),
        help_text=_("mỗi dòng một đơn vị; địa chỉ sau dấu tab"),
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
        required=False,
    )

    def clean_file(self) -> list[tuple[str, str]] | None:
        """Read the workbook, if there is one."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            upload = uploads.receive(file)
            if upload.media_type != office.XLSX:
                raise UploadRefused(gettext("Chỉ nhận tệp Excel (.xlsx)."))
            return sheet.first_columns(upload.content)
        except UploadRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_text(self) -> str:
        """Refuse hidden characters by name rather than dropping them unseen."""
        text: str = self.cleaned_data["text"]
        if codes := forbidden(text):
            raise ValidationError(HIDDEN, params={"codes": ", ".join(codes)}, code="hidden")
        return text

    def clean(self) -> dict[str, Any]:
        """Make one list of both."""
        data = super().clean() or {}
        if self.errors:
            return data
        lines = (line.partition("\t") for line in data["text"].splitlines())
        pasted = [(name, email) for name, _tab, email in lines]
        return data | {"cells": pasted if data["file"] is None else data["file"]}
