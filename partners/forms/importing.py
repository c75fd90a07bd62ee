"""The form with which a list of partners is taken in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.sheet_table import Row
from dispatches.forms.lists import Workbook, WorkbookField
from partners.errors import PartnerRefused
from partners.rules.sheet import COLUMNS, table


class ImportForm(forms.Form):
    """An Excel workbook with a list of partners on its first sheet."""

    file = WorkbookField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_("Danh sách ở trang tính đầu, theo tệp mẫu; có thể có dòng tiêu đề phía trên."),
        columns=COLUMNS,
    )

    def clean_file(self) -> tuple[str, list[Row]]:
        """Return the name of the file and the rows of its list."""
        book: Workbook = self.cleaned_data["file"]
        try:
            return book.name, table(book.rows)
        except PartnerRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
