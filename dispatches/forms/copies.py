"""The list of addressees for whom copies are made."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import HIDDEN
from dispatches import addressees, uploads
from dispatches.errors import UploadRefused
from dispatches.uploads import office, sheet
from vietnamese.text import forbidden


class AddresseesForm(forms.Form):
    """The list, pasted or as a file; `seen` is the fingerprint of the list that was shown."""

    text = forms.CharField(
        label=_("Danh sách nơi nhận"),
        help_text=_("mỗi dòng một nơi nhận; có thể ghi thêm địa chỉ sau dấu tab (cột thứ hai)"),
        widget=forms.Textarea(attrs={"rows": 12}),
        strip=False,
        required=False,
    )
    file = forms.FileField(
        label=_("Hoặc tệp Excel (.xlsx)"),
        help_text=_("cột đầu là nơi nhận, cột thứ hai là địa chỉ nếu có; không có dòng tiêu đề"),
        error_messages={"max_length": _("Tên tệp quá dài. Đề nghị đặt tên ngắn hơn.")},
        required=False,
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

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
        """Make the list; a file counts before what stands in the box."""
        data = super().clean() or {}
        if self.errors:
            return data
        rows, text = data["file"], data["text"]
        entries = addressees.from_text(text) if rows is None else addressees.from_rows(rows)
        for fault in addressees.faults(entries):
            self.add_error(None, fault)
        return data | {"addressees": entries}
