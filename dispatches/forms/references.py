"""What people enter about documents that letters may cite."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from dispatches.models import SUBJECT_LIMIT


class ReferenceForm(forms.Form):
    """A document that letters may cite."""

    full_number = LineField(
        label=_("Số, ký hiệu"), max_length=80, help_text=_("ví dụ: 307/QĐ-UBND")
    )
    date = DayField(label=_("Ngày văn bản"))
    author = LineField(label=_("Cơ quan ban hành"), max_length=200)
    subject = LineField(label=_("Trích yếu"), max_length=SUBJECT_LIMIT)
