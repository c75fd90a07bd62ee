"""A new key for another system."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.enums import Scope
from deadlines.fields import DayField
from deadlines.value import HANOI


class TokenForm(forms.Form):
    """For whom the key is, what it opens and how long."""

    name = LineField(
        label=_("Hệ thống"), max_length=120, help_text=_("ví dụ: Trục liên thông của tỉnh")
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("Phạm vi"),
        choices=Scope.choices,
        coerce=Scope,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DayField(
        label=_("Có hiệu lực đến hết ngày"),
        required=False,
        help_text=_("Để trống: cho đến khi thu hồi."),
    )

    @property
    def expires_at(self) -> dt.datetime | None:
        """The end of the last day, in Hanoi time."""
        last: dt.date | None = self.cleaned_data["expires_on"]
        if last is None:
            return None
        return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), HANOI)
