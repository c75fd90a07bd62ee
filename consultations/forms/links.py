"""Asking to have a personal link sent again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForLinkForm(forms.Form):
    """Where the link was sent."""

    address = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        help_text=_("Địa chỉ nhận công văn của đơn vị, hoặc địa chỉ của đồng chí trên cổng."),
    )
