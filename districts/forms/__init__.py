"""Forms about units and their officers."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from accounts.models import User
from deadlines.fields import DayField
from districts.enums import UnitKind
from districts.models import District, DistrictOfficer


class UnitForm(forms.Form):
    """What is known about a unit."""

    kind = forms.ChoiceField(label=_("Loại"), choices=UnitKind.choices)
    name = LineField(label=_("Tên"), max_length=100, help_text=_("Không kèm loại: Lục Ngạn."))
    rank = forms.IntegerField(
        label=_("Thứ tự"),
        min_value=1,
        max_value=9999,
        help_text=_("Thứ tự thường dùng trong danh sách."),
    )
    email = forms.EmailField(
        label=_("Địa chỉ nhận công văn"),
        max_length=254,
        required=False,
        help_text=_(
            "Thư điện tử công vụ của văn thư đơn vị. Để trống thì công văn không gửi được."
        ),
    )
    organ_id = LineField(
        label=_("Mã định danh cơ quan"),
        max_length=35,
        required=False,
        help_text=_("theo Quyết định 20/2020/QĐ-TTg, dùng khi liên thông văn bản"),
    )
    valid_from = DayField(label=_("Có từ ngày"), required=False)
    valid_to = DayField(
        label=_("Không còn từ ngày"),
        required=False,
        help_text=_("Ngày đầu tiên đơn vị không còn tồn tại theo nghị quyết sắp xếp."),
    )
    basis = LineField(label=_("Căn cứ"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        data = super().clean() or {}
        begins, ends = data.get("valid_from"), data.get("valid_to")
        if begins and ends and ends <= begins:
            self.add_error("valid_to", _("Ngày này phải sau ngày đơn vị bắt đầu có."))
        return data


class NewUnitForm(UnitForm):
    """A unit to be made."""

    field_order = ["code"]

    code = forms.SlugField(
        label=_("Mã"), max_length=50, help_text=_("Chữ không dấu nối bằng gạch ngang: luc-ngan.")
    )


class AssignForm(forms.Form):
    """Who acts for which unit, from when."""

    user = forms.ModelChoiceField(label=_("Cán bộ"), queryset=User.objects.none())
    district = forms.ModelChoiceField(label=_("Đơn vị"), queryset=District.objects.none())
    valid_from = DayField(label=_("Từ ngày"))
    may_submit = forms.BooleanField(
        label=_("Được giao gửi ý kiến của đơn vị"),
        required=False,
        help_text=_("Không chọn: chỉ soạn và trình người được giao gửi kiểm tra."),
    )

    def __init__(
        self, *args: Any, people: QuerySet[User], units: QuerySet[District], **kwargs: Any
    ) -> None:
        """Offer the given people and units."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = people
        cast("forms.ModelChoiceField[District]", self.fields["district"]).queryset = units


class AuthoriseForm(forms.Form):
    """Whether an officer of a unit submits or drafts only."""

    may_submit = forms.BooleanField(
        label=_("Được giao gửi ý kiến của đơn vị"),
        required=False,
        help_text=_("Không chọn: chỉ soạn và trình người được giao gửi kiểm tra."),
    )


class EndForm(forms.Form):
    """The last day of a duty."""

    last_day = DayField(
        label=_("Ngày cuối cùng làm đầu mối"),
        help_text=_("Giao nhầm: ghi ngày liền trước ngày bắt đầu."),
    )

    @property
    def valid_to(self) -> date:
        """The first day on which the duty no longer holds."""
        last_day: date = self.cleaned_data["last_day"]
        return last_day + timedelta(days=1)


class ColleagueField(forms.ModelChoiceField):
    """One of the unit's staff; the unit need not be named again."""

    def label_from_instance(self, obj: Model) -> str:
        """Name the person."""
        return cast("DistrictOfficer", obj).user.full_name


class DelegateForm(forms.Form):
    """Who may submit for the unit in which days."""

    to = ColleagueField(label=_("Người được ủy quyền"), queryset=DistrictOfficer.objects.none())
    valid_from = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))

    def __init__(self, *args: Any, colleagues: QuerySet[DistrictOfficer], **kwargs: Any) -> None:
        """Offer the given colleagues."""
        super().__init__(*args, **kwargs)
        cast("ColleagueField", self.fields["to"]).queryset = colleagues

    @property
    def valid_to(self) -> date:
        """The first day on which it no longer holds."""
        last_day: date = self.cleaned_data["last_day"]
        return last_day + timedelta(days=1)
