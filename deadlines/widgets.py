"""Widgets of forms and filters."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vietnamese.dates import short_date


class DayInput(forms.DateInput):
    """A day typed as day/month/year.

    Not the browser's own calendar: where the system speaks English it shows 09/8 as 08/09,
    and a deadline is then a month away.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Say how a day is typed."""
        shown = {"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(shown | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """Write a day as everywhere else, «09/8/2021»; what was typed stays as it was typed."""
        return short_date(value) if isinstance(value, date) else super().format_value(value)
