"""A list of units as a workbook or as text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from dispatches.forms.lists import PastedField, WorkbookField
from districts.rules.commune_list import COLUMNS


class CommunesForm(forms.Form):
    """From which day on, by which act, and the list; a file counts before the text."""

    on = DayField(label=_("Có từ ngày"))
    basis = LineField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("nghị quyết về sắp xếp: số, ngày, cơ quan ban hành"),
    )
    file = WorkbookField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_(
            "có dòng tiêu đề như tệp mẫu; không có tiêu đề thì cột đầu là tên đơn vị, cột thứ hai "
            "là địa chỉ nhận công văn, cột thứ ba là đơn vị cũ, nhiều đơn vị cách nhau bằng dấu "
            "chấm phẩy"
        ),
        columns=COLUMNS,
        required=False,
    )
    text = PastedField(
        label=_("Hoặc dán danh sách"),
        help_text=_(
            "mỗi dòng một đơn vị: tên, dấu tab, địa chỉ nhận công văn, dấu tab, đơn vị cũ; dán "
            "thẳng từ Excel được"
        ),
        rows=8,
        columns=COLUMNS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Make one list of both."""
        data = super().clean() or {}
        if self.errors:
            return data
        return data | {"cells": list(data["file"].rows) if data["file"] else data["text"]}
