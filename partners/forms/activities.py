"""Forms about activities."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField
from deadlines.fields import DayField
from districts.forms.choosing import UnitsField
from districts.models import District, Field
from partners.domain.activities import Entry
from partners.domain.sight import Sight
from partners.enums import ActivityKind, Cancellation
from partners.forms.choosing import PartnerRowsField, PartnersField, VersionForm
from partners.models import Activity, Agreement, Partner


class ActivityForm(forms.Form):
    """What is entered about an activity; a unit chooses among its own partners."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ActivityKind.choices)
    title = LineField(label=_("Tên hoạt động"), max_length=300)
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(
        label=_("Đến ngày"), required=False, help_text=_("Để trống nếu chỉ trong một ngày.")
    )
    place = LineField(label=_("Địa điểm"), max_length=200, required=False)
    partners = PartnersField(label=_("Đối tác"))
    districts = UnitsField(
        District.objects.none(),
        label=_("Đơn vị tham gia"),
        required=False,
        help_text=_(
            "Đơn vị có vào ngày bắt đầu hoạt động. Không chọn đơn vị nào: hoạt động của tỉnh."
        ),
    )
    agreements = RowsField(Agreement.objects.none(), label=_("Thỏa thuận"), required=False)
    fields_ = RowsField(Field.objects.all(), label=_("Lĩnh vực"), required=False)
    our_people = TextField(label=_("Thành phần phía ta"), rows=3, required=False)
    their_people = TextField(label=_("Thành phần phía bạn"), rows=3, required=False)
    outcome = TextField(label=_("Kết quả"), required=False)
    next_step = TextField(label=_("Việc tiếp theo"), rows=2, required=False)
    next_step_due = DayField(label=_("Hạn của việc tiếp theo"), required=False)

    def __init__(
        self,
        *args: Any,
        sight: Sight,
        partners: QuerySet[Partner],
        units: QuerySet[District],
        agreements: QuerySet[Agreement],
        **kwargs: Any,
    ) -> None:
        """Offer what the side may choose from."""
        super().__init__(*args, **kwargs)
        self.sight = sight
        if sight.unit:
            self.fields["partners"] = PartnerRowsField(
                partners.select_related("parent", "country"), label=_("Đối tác")
            )
            del self.fields["districts"]
            self.order_fields(list(ActivityForm.base_fields))
        else:
            chosen = cast("PartnersField", self.fields["partners"])
            chosen.partners, chosen.kept = partners, self.initial.get("partners", ())
            cast("RowsField", self.fields["districts"]).queryset = units
        cast("RowsField", self.fields["agreements"]).queryset = agreements
        if not agreements:
            del self.fields["agreements"]

    def entry(self) -> Entry:
        """Return what was entered; an activity of a unit's own page is that unit's."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        data["kind"] = ActivityKind(data["kind"])
        data["ends_on"] = data["ends_on"] or data["starts_on"]
        data["fields"] = list(data.pop("fields_"))
        data["partners"] = list(data["partners"])
        data["agreements"] = list(data.get("agreements", ()))
        data["districts"] = [self.sight.unit] if self.sight.unit else list(data["districts"])
        return Entry(**data)


class ChangeActivityForm(VersionForm, ActivityForm):
    """An activity that was entered before."""


def entered(activity: Activity) -> dict[str, Any]:
    """Return what the form begins with."""
    plain = (
        "kind", "title", "starts_on", "ends_on", "place", "our_people", "their_people", "outcome",
        "next_step", "next_step_due", "version",
    )  # fmt: skip
    return {name: getattr(activity, name) for name in plain} | {
        "partners": activity.partners.select_related("parent", "country"),
        "districts": activity.districts.all(),
        "agreements": activity.agreements.all(),
        "fields_": activity.fields.all(),
    }


class RestoreForm(forms.Form):
    """Why a cancelled activity counts again."""

    reason = LineField(label=_("Lý do cụ thể"), max_length=300)


class CancelForm(RestoreForm):
    """Why an activity is to count nowhere."""

    field_order = ["kind"]

    kind = forms.ChoiceField(
        label=_("Hủy vì"), choices=Cancellation.choices, widget=forms.RadioSelect
    )

    def clean_kind(self) -> Cancellation:
        """Return the kind as such."""
        return Cancellation(self.cleaned_data["kind"])


class FileForm(forms.Form):
    """A file about an activity."""

    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("PDF, DOCX, XLSX, JPG hoặc PNG, tối đa 20 MB."),
    )
