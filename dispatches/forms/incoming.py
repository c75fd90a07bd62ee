"""What is entered about incoming documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.fields import LineField
from accounts.models import User
from deadlines.fields import DayField
from dispatches.models import SUBJECT_LIMIT


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
        help_text=_("PDF, DOCX, XLSX, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng"),
    )
    although_known = forms.BooleanField(
        label=_("Vẫn đăng ký dù đã có văn bản cùng số, ký hiệu, cơ quan"), required=False
    )


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
