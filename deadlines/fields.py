"""Asking for a day in a form."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from deadlines.value import YEARS
from deadlines.widgets import DayInput


class DayField(forms.DateField):
    """A day typed as day/month/year; one outside `years` is a slip of the finger."""

    widget = DayInput

    def __init__(self, *, years: range = YEARS, **kwargs: Any) -> None:
        """Take the days of those years: by default all whose public holidays are known."""
        self.years = years
        super().__init__(**kwargs)

    def validate(self, value: dt.date | None) -> None:
        """Ask again for a day in another year."""
        super().validate(value)
        if value and value.year not in self.years:
            raise ValidationError(_("Đề nghị kiểm tra lại năm."), code="year")
