"""Forms with which an officer follows a round to its end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from deadlines.forms import DeadlineForm


class ExtensionForm(DeadlineForm):
    """A later deadline and why."""

    reason = LineField(label=_("Lý do gia hạn"), max_length=500)


class OrderForm(forms.Form):
    """The key of one act, so that a second click does nothing new."""

    order = forms.UUIDField(widget=forms.HiddenInput)


class AddressForm(forms.Form):
    """A better address for one unit in this round."""

    address = forms.EmailField(label=_("Địa chỉ nhận công văn"), max_length=254)


class HandOverForm(forms.Form):
    """A contact on paper or by telephone."""

    on = DayField(label=_("Ngày"))
    person = LineField(label=_("Người nhận"), max_length=200, help_text=_("họ tên, chức vụ"))
    note = LineField(
        label=_("Nội dung"),
        max_length=500,
        help_text=_("ví dụ: giao bản giấy tại bộ phận văn thư; gọi điện nhắc"),
    )
