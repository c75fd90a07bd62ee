"""Widgets of forms and filters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """A day typed as day/month/year.

    Not the browser's own calendar: where the system speaks English it shows 09/8 as 08/09,
    and a deadline is then a month away.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Write the value as the office does, whatever the language."""
        shown = {"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(shown | (attrs or {}), format="%d/%m/%Y")
