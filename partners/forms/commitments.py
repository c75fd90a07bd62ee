"""What is entered about a commitment under an agreement (cam kết)."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from deadlines.fields import DayField
from districts.forms.choosing import UnitField
from districts.models import District


class CommitmentForm(forms.Form):
    """Something to be done under the agreement."""

    text = TextField(label=_("Nội dung cam kết"), rows=3, limit=2000)
    due_on = DayField(label=_("Thời hạn"))
    district = UnitField(
        District.objects.none(),
        label=_("Đơn vị chịu trách nhiệm"),
        required=False,
        help_text=_("để trống nếu là việc của Sở Ngoại vụ"),
    )

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units given."""
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["district"]).queryset = units


class ProgressForm(forms.Form):
    """How far a commitment is."""

    on = DayField(label=_("Ngày"))
    text = TextField(label=_("Tiến độ"), rows=3, limit=2000)
    done = forms.BooleanField(label=_("Đã hoàn thành"), required=False)


class CorrectCommitmentForm(CommitmentForm):
    """What a commitment says instead, and why."""

    reason = LineField(label=_("Lý do sửa"), max_length=300)
