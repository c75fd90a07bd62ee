"""What the clerk notes about documents after their issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from deadlines.value import YEARS
from dispatches.models import RegisterBook


class HandlingForm(forms.Form):
    """The columns of the register that are known after the issue."""

    copies = forms.IntegerField(
        label=_("Số lượng bản"), min_value=1, max_value=9999, required=False
    )
    forwarded_on = DayField(label=_("Ngày chuyển"), required=False)
    received_by = LineField(label=_("Ký nhận"), max_length=120, required=False)
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)


class CancelForm(forms.Form):
    """Why an issued document is cancelled."""

    reason = LineField(label=_("Lý do hủy, thu hồi"), max_length=300)


class VoidNumberForm(forms.Form):
    """Which number is not used, and why."""

    book = forms.ModelChoiceField(
        RegisterBook.objects.filter(kinds__isnull=False).distinct().order_by("name"),
        label=_("Sổ"),
    )
    year = forms.IntegerField(label=_("Năm"), min_value=YEARS.start, max_value=YEARS.stop - 1)
    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999)
    reason = LineField(label=_("Lý do không dùng"), max_length=300)
