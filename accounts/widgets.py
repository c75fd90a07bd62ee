"""Widgets of forms and filters."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A day, picked by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Write the value as browsers want it, whatever the language."""
        super().__init__(attrs, format="%Y-%m-%d")
