"""Another system that is to be told of events."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.enums import Event


class SubscriptionForm(forms.Form):
    """Whom to tell, where and of what."""

    name = LineField(label=_("Hệ thống"), max_length=120)
    url = forms.URLField(
        label=_("Địa chỉ nhận"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Bắt đầu bằng https://, trên mạng công cộng."),
    )
    events = forms.TypedMultipleChoiceField(
        label=_("Sự kiện"),
        choices=Event.choices,
        coerce=Event,
        widget=forms.CheckboxSelectMultiple,
    )
