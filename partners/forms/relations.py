"""Forms about relations and their stages."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField
from deadlines.fields import DayField
from districts.models import District, Field
from partners.enums import Stage
from partners.forms.choosing import PartnerField, VersionForm


class StageForm(forms.Form):
    """The next stage of a relation."""

    stage = forms.ChoiceField(label=_("Giai đoạn"), choices=Stage.choices)
    on = DayField(label=_("Từ ngày"))
    note = TextField(label=_("Diễn biến, ghi chú"), rows=3, required=False)

    def clean_stage(self) -> Stage:
        """Return the stage as such."""
        return Stage(self.cleaned_data["stage"])


class ChangeForm(VersionForm):
    """What is known about a relation beside its stages."""

    fields_ = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)
    note = TextField(label=_("Ghi chú"), required=False)


class CorrectionForm(StageForm):
    """What an entry should have said, and why."""

    note = TextField(label=_("Lý do đính chính"), rows=3)


class ConfirmForm(forms.Form):
    """On what the department's confirmation rests."""

    note = TextField(label=_("Căn cứ xác nhận"), rows=3)


class StartForm(StageForm):
    """A relation that begins: who with whom, and how far it is."""

    field_order = ["partner", "district"]

    partner = PartnerField(label=_("Đối tác"))
    district = forms.ModelChoiceField(
        District.objects.none(),
        label=_("Phía ta"),
        required=False,
        empty_label=_("Cấp tỉnh"),
    )
    fields_ = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)

    def __init__(self, *args: Any, units: QuerySet[District], **kwargs: Any) -> None:
        """Offer the units of the day; the partner with which the form begins needs no search."""
        super().__init__(*args, **kwargs)
        cast("PartnerField", self.fields["partner"]).kept = self.initial.get("partner")
        cast("forms.ModelChoiceField[District]", self.fields["district"]).queryset = units


class SnoozeForm(forms.Form):
    """Until when nobody is reminded, and why."""

    until = DayField(label=_("Tạm hoãn đến ngày"))
    reason = LineField(label=_("Lý do"), max_length=300)
