"""Asking for a deadline in a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deadlines.enums import DeadlineKind
from deadlines.fields import DayField
from deadlines.value import Deadline

DAYS = [
    (DeadlineKind.BEFORE_DATE, _("trước ngày")),
    (DeadlineKind.THROUGH_DATE, _("đến hết ngày")),
    (DeadlineKind.BEFORE_TIME, _("trước giờ … ngày")),
]
FROM_RECEIPT = (DeadlineKind.WITHIN_WORKING_DAYS, _("trong … ngày làm việc kể từ ngày nhận"))
MOST_WORKING_DAYS = 250  # about a year


class DeadlineForm(forms.Form):
    """A deadline as kind, date and time of day; `cleaned_data["deadline"]` is the value."""

    deadline_kind = forms.ChoiceField(label=_("Cách ghi thời hạn"), choices=DAYS)
    deadline_date = DayField(label=_("Ngày"))
    deadline_time = forms.TimeField(
        label=_("Giờ (chỉ khi ghi giờ)"),
        required=False,
        widget=forms.TimeInput(attrs={"placeholder": _("giờ:phút")}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """Make the deadline from its parts."""
        data = super().clean() or {}
        made = self.made(data) if data.get("deadline_kind") else None
        return data | ({"deadline": made} if made else {})

    def made(self, data: Mapping[str, Any]) -> Deadline | None:
        """Return the deadline of these parts, or say at its field what is missing."""
        kind, date, time = (
            data["deadline_kind"],
            data.get("deadline_date"),
            data.get("deadline_time"),
        )
        if not date:
            return None
        if kind == DeadlineKind.BEFORE_TIME and (not time or time.second or time.microsecond):
            self.add_error("deadline_time", _("Đề nghị ghi giờ."))
            return None
        return Deadline(
            DeadlineKind(kind), date, time if kind == DeadlineKind.BEFORE_TIME else None
        )


class CallDeadlineForm(DeadlineForm):
    """A deadline as a call may set it: a day for all, or so many days from each one's receipt."""

    deadline_kind = forms.ChoiceField(label=_("Cách ghi thời hạn"), choices=[*DAYS, FROM_RECEIPT])
    deadline_date = DayField(label=_("Ngày (khi ghi ngày)"), required=False)
    deadline_working_days = forms.IntegerField(
        label=_("Số ngày làm việc (chỉ khi tính từ ngày nhận)"),
        min_value=1,
        max_value=MOST_WORKING_DAYS,
        required=False,
        help_text=_("thời hạn của mỗi đơn vị tính từ ngày đơn vị đó nhận được công văn"),
    )

    def made(self, data: Mapping[str, Any]) -> Deadline | None:
        """Ask for the day, or for the number of days, as the kind wants it."""
        counted = data["deadline_kind"] == DeadlineKind.WITHIN_WORKING_DAYS
        wanted = "deadline_working_days" if counted else "deadline_date"
        if not data.get(wanted):
            if wanted not in self.errors:
                self.add_error(wanted, self.fields[wanted].error_messages["required"])
            return None
        return Deadline.from_receipt(data[wanted]) if counted else super().made(data)


def initial(deadline: Deadline) -> dict[str, Any]:
    """Return the form's first values for an existing deadline."""
    return {
        "deadline_kind": deadline.kind,
        "deadline_date": deadline.date,
        "deadline_time": deadline.time,
        "deadline_working_days": deadline.working_days,
    }
