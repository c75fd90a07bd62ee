"""What is entered about incoming documents."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.fields import LineField
from accounts.models import User
from deadlines.fields import DayField
from dispatches.models import SUBJECT_LIMIT

FILES_LIMIT = 9  # with the scan as many as one request may bring
FILES_HELP = _("PDF, DOCX, XLSX, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class EnclosedField(forms.FileField):
    """The files that came with a document; none, one, or several."""

    widget = FilesInput

    def __init__(self) -> None:
        """Ask for them; there may be none."""
        super().__init__(
            label=_("Tài liệu kèm theo"),
            required=False,
            help_text=_("chọn được nhiều tệp, mỗi lần đến 9 tệp"),
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files in the order in which they were chosen."""
        if len(data or ()) > FILES_LIMIT:
            raise forms.ValidationError(
                gettext("Mỗi lần không quá %(limit)d tệp.") % {"limit": FILES_LIMIT}
            )
        return [super(EnclosedField, self).clean(one, initial) for one in data or ()]


class IncomingForm(forms.Form):
    """What the clerk reads off a document, and its scan."""

    arrived_on = DayField(label=_("Ngày đến"))
    author = LineField(label=_("Tác giả (cơ quan ban hành)"), max_length=200)
    full_number = LineField(
        label=_("Số, ký hiệu văn bản"),
        max_length=80,
        required=False,
        help_text=_("ví dụ: 347/CNV-ĐP; để trống nếu văn bản không có số"),
    )
    date = DayField(label=_("Ngày văn bản"))
    kind_name = LineField(label=_("Tên loại"), max_length=100, initial=_("Công văn"))
    subject = LineField(label=_("Trích yếu"), max_length=SUBJECT_LIMIT)
    scan = forms.FileField(
        label=_("Bản quét hoặc tệp gốc"),
        required=False,
        help_text=FILES_HELP,
    )
    enclosed = EnclosedField()
    although_known = forms.BooleanField(
        label=_("Vẫn đăng ký dù đã có văn bản cùng số, ký hiệu, cơ quan"), required=False
    )


class FilesForm(forms.Form):
    """Files of a document that was registered without them."""

    scan = forms.FileField(label=_("Bản quét hoặc tệp gốc"), required=False, help_text=FILES_HELP)
    enclosed = EnclosedField()

    def __init__(self, *args: Any, has_scan: bool, **kwargs: Any) -> None:
        """Ask for a scan only where there is none: what is there is never replaced."""
        super().__init__(*args, **kwargs)
        if has_scan:
            del self.fields["scan"]

    def clean(self) -> dict[str, Any]:
        """Ask for a file at least."""
        data = super().clean() or {}
        if not self.errors and not data.get("scan") and not data.get("enclosed"):
            raise forms.ValidationError(gettext("Đề nghị chọn tệp."))
        return data


class HandForm(forms.Form):
    """To whom a document goes, and until when it is to be settled."""

    handler = forms.ModelChoiceField(
        User.objects.filter(role__in=(Role.OFFICER, Role.LEADER), is_active=True).order_by(
            "full_name"
        ),
        label=_("Người nhận"),
    )
    due_on = DayField(label=_("Thời hạn giải quyết"), required=False)


class ProgressForm(forms.Form):
    """How far a document is settled."""

    progress = LineField(label=_("Tiến độ giải quyết"), max_length=300)
    settled = forms.BooleanField(label=_("Đã giải quyết xong"), required=False)


class VoidForm(forms.Form):
    """Why an arrival number is void."""

    reason = LineField(label=_("Lý do hủy"), max_length=300)
