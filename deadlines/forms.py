"""Asking for a deadline in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deadlines.enums import DeadlineKind
from deadlines.fields import DayField
from deadlines.value import Deadline

# A limit in working days runs from each unit's own receipt; a call names one day for all.
ASKED_KINDS = [
    (DeadlineKind.BEFORE_DATE, _("trước ngày")),
    (DeadlineKind.THROUGH_DATE, _("đến hết ngày")),
    (DeadlineKind.BEFORE_TIME, _("trước giờ … ngày")),
]


class DeadlineForm(forms.Form):
    """A deadline as kind, date and time of day; `cleaned_data["deadline"]` is the value."""

    deadline_kind = forms.ChoiceField(label=_("Cách ghi thời hạn"), choices=ASKED_KINDS)
    deadline_date = DayField(label=_("Ngày"))
    deadline_time = forms.TimeField(
        label=_("Giờ (chỉ khi ghi giờ)"),
        required=False,
        widget=forms.TimeInput(attrs={"placeholder": _("giờ:phút")}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """Make the deadline from its parts."""
        data = super().clean() or {}
        kind, date, time = (data.get(f"deadline_{part}") for part in ("kind", "date", "time"))
        if not kind or not date:
            return data
        if kind == DeadlineKind.BEFORE_TIME and (not time or time.second or time.microsecond):
            self.add_error("deadline_time", _("Đề nghị ghi giờ."))
            return data
        wanted = time if kind == DeadlineKind.BEFORE_TIME else None
        return data | {"deadline": Deadline(DeadlineKind(kind), date, wanted)}


def initial(deadline: Deadline) -> dict[str, Any]:
    """Return the form's first values for an existing deadline."""
    return {
        "deadline_kind": deadline.kind,
        "deadline_date": deadline.date,
        "deadline_time": deadline.time,
    }
