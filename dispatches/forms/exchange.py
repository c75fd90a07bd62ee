"""What is entered to bring in a message of another system."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """The message as a file."""

    message = forms.FileField(
        label=_("Tệp liên thông (.edxml)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".edxml,.xml"}),
        help_text=_("không quá 30 MB; không đưa văn bản mật vào cổng"),
    )


class RegisterMessageForm(forms.Form):
    """Whether to go on although the register has the document already."""

    although_known = forms.BooleanField(
        label=_("Vẫn đăng ký dù đã có văn bản cùng số, ký hiệu, cơ quan"), required=False
    )
