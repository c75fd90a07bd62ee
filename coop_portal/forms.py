"""Forms of the portal as a whole."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deadlines.value import HANOI, day_in_hanoi
from deadlines.working_days import WorkingCalendar

OFFICE_OPENS = time(8)


class MoveClockForm(forms.Form):
    """Where the rehearsal's clock shall go: an hour on, the next working day, a given moment."""

    step = forms.ChoiceField(choices=[(step, step) for step in ("hour", "working_day", "moment")])
    moment = forms.DateTimeField(
        required=False,
        error_messages={"invalid": _("Nhập thời điểm theo mẫu ngày/tháng/năm giờ:phút.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the moment when that is the step."""
        cleaned = super().clean() or {}
        if cleaned.get("step") == "moment" and not cleaned.get("moment") and not self.errors:
            self.add_error("moment", _("Chọn thời điểm cần chuyển đến."))
        return cleaned

    def target(self, now: datetime, calendar: WorkingCalendar) -> datetime:
        """Return the moment to move to."""
        match self.cleaned_data["step"]:
            case "hour":
                return now + timedelta(hours=1)
            case "working_day":
                day = calendar.next_working(day_in_hanoi(now))
                return datetime.combine(day, OFFICE_OPENS, HANOI)
            case _:
                moment: datetime = self.cleaned_data["moment"]
                return moment
