"""What people enter when they approve, return or issue a dispatch."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import TextField
from deadlines.fields import DayField

LARGEST_NUMBER = 99_999


class ApprovalForm(forms.Form):
    """The fingerprint of the text that the approver has before his or her eyes."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """Why a dispatch goes back."""

    reason = TextField(label=_("Lý do trả lại"), rows=3, limit=2000)


class IssueForm(forms.Form):
    """Number and date; a number higher than the next one wants a word about those between."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=LARGEST_NUMBER)
    date = DayField(label=_("Ngày văn bản"))
    used_on_paper = forms.BooleanField(
        label=_("Các số bỏ cách đã dùng ở sổ giấy"),
        help_text=_("chỉ đánh dấu khi nhập số cao hơn số kế tiếp"),
        required=False,
    )

    def __init__(self, *args: Any, next_number: Callable[[dt.date], int], **kwargs: Any) -> None:
        """Take the question for the next number on a date."""
        super().__init__(*args, **kwargs)
        self.next_number = next_number

    def clean(self) -> dict[str, Any]:
        """Ask about the numbers between, unless there are none or the word was given."""
        data = super().clean() or {}
        number, on = data.get("number"), data.get("date")
        if number and on and not data.get("used_on_paper"):
            expected = self.next_number(on)
            if number > expected:
                self.add_error("used_on_paper", self._between(expected, number))
        return data

    def _between(self, expected: int, number: int) -> str:
        return gettext(
            "Số kế tiếp là %(expected)d. Nếu cấp số %(number)d, các số từ %(expected)d đến "
            "%(last)d được ghi là đã dùng ở sổ giấy và không cấp ở đây nữa; đề nghị xác nhận."
        ) % {"expected": expected, "number": number, "last": number - 1}
