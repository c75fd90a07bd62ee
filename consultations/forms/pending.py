"""Why a letter of a unit is no answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField


class RejectForm(forms.Form):
    """Why the letter is no answer of the unit."""

    reason = LineField(
        label=_("Lý do không nhận"),
        max_length=500,
        help_text=_("ví dụ: trả lời văn bản khác; gửi nhầm; đơn vị đã thay bằng văn bản khác"),
    )
