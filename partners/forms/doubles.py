"""A form that is sent again in sight of the doubles that it was refused for."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict

from accounts.fields import key_in


class AlthoughForm(forms.Form):
    """It keeps the doubles that were shown, so that only they are passed over."""

    although = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_although(self) -> set[int]:
        """Return the keys of the doubles."""
        asked = self.cleaned_data["although"].split(",")
        return {key for one in asked if (key := key_in(one))}

    def over(self, doubles: Iterable[int]) -> None:
        """Go on although these were shown."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("although")] = ",".join(map(str, doubles))
        self.data = data
