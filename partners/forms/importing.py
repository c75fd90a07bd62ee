"""The form with which a list of partners is taken in."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.uploads import office, sheet
from partners.errors import PartnerRefused
from partners.rules.sheet import COLUMNS, Row, table


class ImportForm(forms.Form):
    """An Excel workbook with a list of partners on its first sheet."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_("Danh sách ở trang tính đầu, theo tệp mẫu; có thể có dòng tiêu đề phía trên."),
        error_messages={"max_length": _("Tên tệp quá dài. Đề nghị đặt tên ngắn hơn.")},
    )

    def clean_file(self) -> tuple[str, list[Row]]:
        """Return the name of the file and the rows of its list."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            upload = uploads.receive(file)
            if upload.media_type != office.XLSX:
                raise UploadRefused(gettext("Chỉ nhận tệp Excel (.xlsx)."))
            return upload.name, table(sheet.columns(upload.content, COLUMNS))
        except (UploadRefused, PartnerRefused) as refusal:
            raise ValidationError(str(refusal)) from refusal
