"""The list of addressees for whom copies are made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dispatches import addressees
from dispatches.forms.lists import PastedField, WorkbookField


class AddresseesForm(forms.Form):
    """The list, pasted or as a file; `seen` is the fingerprint of the list that was shown."""

    text = PastedField(
        label=_("Danh sách nơi nhận"),
        help_text=_("mỗi dòng một nơi nhận; có thể ghi thêm địa chỉ sau dấu tab (cột thứ hai)"),
        rows=12,
        required=False,
    )
    file = WorkbookField(
        label=_("Hoặc tệp Excel (.xlsx)"),
        help_text=_("cột đầu là nơi nhận, cột thứ hai là địa chỉ nếu có; không có dòng tiêu đề"),
        columns=2,
        required=False,
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Make the list; a file counts before what stands in the box."""
        data = super().clean() or {}
        if self.errors:
            return data
        entries = addressees.from_rows(list(data["file"].rows) if data["file"] else data["text"])
        for fault in addressees.faults(entries):
            self.add_error(None, fault)
        return data | {"addressees": entries}
