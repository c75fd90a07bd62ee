"""Forms about reports on duties."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import TextField


class ReportForm(forms.Form):
    """What a unit has done; files come beside it, several at once."""

    text = TextField(label=_("Kết quả thực hiện"), rows=8, required=False)
    edition = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """A note of the department, if it has one."""

    note = TextField(label=_("Ghi chú"), rows=3, limit=2000, required=False)


class WithdrawForm(forms.Form):
    """Why an acceptance is withdrawn."""

    reason = TextField(label=_("Lý do rút lại chấp nhận"), rows=4, limit=2000)


class ReturnForm(forms.Form):
    """Why a report is returned."""

    reason = TextField(label=_("Lý do trả lại"), rows=4, limit=2000)
