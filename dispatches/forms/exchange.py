"""What is entered to bring in a message of another system."""

from collections.abc import Sequence
from typing import Any

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
    """Which file is the document, and whether to go on although the register has it already."""

    letter = forms.TypedChoiceField(
        label=_("Tệp nào là văn bản"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("các tệp khác được giữ làm tài liệu kèm theo"),
    )

    although_known = forms.BooleanField(
        label=_("Vẫn đăng ký dù đã có văn bản cùng số, ký hiệu, cơ quan"), required=False
    )

    def __init__(self, *args: Any, letters: Sequence[str], is_known: bool, **kwargs: Any) -> None:
        """Ask only where there is a doubt; `letters` names the files that may be the document."""
        super().__init__(*args, **kwargs)
        if len(letters) > 1:
            choices = list(enumerate(letters))
            self.fields["letter"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["letter"]
        if not is_known:
            del self.fields["although_known"]
