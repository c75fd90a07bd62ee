"""Forms with which an officer follows a round to its end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.domain.calls import Contacted
from consultations.domain.correcting_receipts import Received
from consultations.enums import ContactKind
from deadlines.fields import DayField
from deadlines.forms import DeadlineForm


class ExtensionForm(DeadlineForm):
    """A later deadline and why."""

    reason = LineField(label=_("Lý do gia hạn"), max_length=500)


class ReasonForm(forms.Form):
    """Why an act is done that stays on record."""

    reason = LineField(label=_("Lý do"), max_length=500)


class ReopeningForm(DeadlineForm):
    """Until when a closed round takes answers again, and why."""

    reason = LineField(label=_("Lý do mở lại"), max_length=500)


class CallRulesForm(forms.Form):
    """The department's rules for calls."""

    minimum_days = forms.IntegerField(
        label=_("Thời hạn lấy ý kiến tối thiểu (ngày làm việc)"),
        min_value=0,
        max_value=60,
        help_text=_("không tính ngày ban hành; 0 là không quy định"),
    )


class OrderForm(forms.Form):
    """The key of one act, so that a second click does nothing new."""

    order = forms.UUIDField(widget=forms.HiddenInput)


class AddressForm(forms.Form):
    """A better address for one unit in this round."""

    address = forms.EmailField(label=_("Địa chỉ nhận công văn"), max_length=254)


class ReceiptForm(forms.Form):
    """The day on which a unit really had the letter, and what says so."""

    on = DayField(label=_("Ngày nhận đúng"))
    kind = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[(kind.value, kind.label) for kind in ContactKind if kind != ContactKind.PHONE],
    )
    person = LineField(
        label=_("Người nhận"), max_length=200, help_text=_("họ tên, chức vụ của người ở đơn vị")
    )
    reason = LineField(
        label=_("Lý do, căn cứ đính chính"),
        max_length=500,
        help_text=_("ví dụ: sổ giao công văn của đơn vị ghi nhận ngày nào"),
    )

    def received(self) -> Received:
        """Return what was typed, as the domain takes it."""
        data = self.cleaned_data
        return Received(**data | {"kind": ContactKind(data["kind"])})


class HandOverForm(forms.Form):
    """A contact on paper or by telephone."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=ContactKind)
    on = DayField(label=_("Ngày"))
    hour = forms.TimeField(
        label=_("Lúc"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("bắt buộc khi gọi điện thoại"),
    )
    caller = LineField(
        label=_("Người gọi, người giao"),
        max_length=200,
        required=False,
        help_text=_("họ tên, chức vụ; bắt buộc khi gọi điện thoại"),
    )
    person = LineField(
        label=_("Người nhận"), max_length=200, help_text=_("họ tên, chức vụ của người ở đơn vị")
    )
    note = LineField(
        label=_("Nội dung"),
        max_length=500,
        help_text=_("đã giao gì, đã nói gì; ví dụ: nhắc thời hạn, văn thư đã nhận công văn"),
    )

    def contacted(self) -> Contacted:
        """Return what was typed, as the domain takes it."""
        return Contacted(
            **self.cleaned_data | {"kind": ContactKind(self.cleaned_data["kind"])},
        )
