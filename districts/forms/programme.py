"""Forms about the programme, its orientations and duties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, RowsField, TextField
from deadlines.fields import DayField
from deadlines.value import YEARS
from districts.domain.countries import country_names
from districts.domain.units import local_units
from districts.forms.choosing import UnitsField
from districts.models import District, Field

SOURCE = _("Văn bản và đoạn quy định, ví dụ: Công văn lần 2 của Sở Ngoại vụ, nội dung 2, đoạn 1.")


class TargetForm(forms.Form):
    """The programme and its target."""

    title = LineField(label=_("Tên Đề án"), max_length=300)
    period = LineField(label=_("Giai đoạn"), max_length=40)
    first_year = forms.IntegerField(
        label=_("Năm đầu của giai đoạn"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        required=False,
        help_text=_("Chỉ tiêu được tính từ năm này."),
    )
    last_year = forms.IntegerField(
        label=_("Năm cuối của giai đoạn"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        required=False,
        help_text=_("Chỉ tiêu và nhiệm vụ hằng năm được tính đến năm này."),
    )
    target_least = forms.IntegerField(label=_("Số đối tác tối thiểu"), min_value=0, max_value=99)
    target_most = forms.IntegerField(label=_("Số đối tác tối đa"), min_value=1, max_value=99)
    source = LineField(label=_("Nguồn"), max_length=300, help_text=SOURCE)


class OrientationForm(forms.Form):
    """What some units should cooperate in, and with which countries."""

    text = TextField(label=_("Nội dung định hướng"), rows=3)
    districts = UnitsField(label=_("Đơn vị"), queryset=District.objects.none())
    fields_ = RowsField(label=_("Lĩnh vực"), queryset=Field.objects.none(), required=False)
    countries = forms.MultipleChoiceField(
        label=_("Nước ưu tiên"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Giữ phím Ctrl để chọn nhiều nước. Không chọn nước nào: để đơn vị tự chọn."),
    )
    countries_open = forms.BooleanField(
        label=_("Các nước chỉ nêu ví dụ, để mở"),
        required=False,
        help_text=_("văn bản ghi «các nước như …» hoặc còn nêu địa phương khác"),
    )
    source = LineField(label=_("Nguồn"), max_length=300, help_text=SOURCE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer all units, fields and countries."""
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = District.objects.all()  # type: ignore[attr-defined]
        self.fields["fields_"].queryset = Field.objects.all()  # type: ignore[attr-defined]
        chosen = self.initial.get("countries", ())
        # Those already chosen come first: the list is long.
        names = sorted(country_names(), key=lambda country: country[0] not in chosen)
        self.fields["countries"].choices = names  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """What some units are to do, and when."""

    text = TextField(label=_("Nhiệm vụ"), rows=4)
    districts = UnitsField(label=_("Đơn vị"), queryset=District.objects.none())
    due = DayField(label=_("Hạn, nếu làm một lần"), required=False)
    yearly_from = forms.IntegerField(
        label=_("Hằng năm, từ năm"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        required=False,
        help_text=_("Hạn tính đến hết ngày 31/12 của từng năm."),
    )
    after_signing = forms.BooleanField(
        label=_("Sau mỗi lần ký kết thỏa thuận"),
        required=False,
        help_text=_("Bỏ trống cả ba: nhiệm vụ thường xuyên, không nêu hạn."),
    )
    is_plan = forms.BooleanField(
        label=_("Kết quả là kế hoạch hợp tác cấp địa phương của đơn vị"), required=False
    )
    plan_condition = LineField(
        label=_("Chỉ đối với đơn vị có kế hoạch, theo lời văn của Đề án"),
        max_length=300,
        required=False,
        help_text=_("Bỏ trống: áp dụng cho mọi đơn vị được giao."),
    )
    source = LineField(label=_("Nguồn"), max_length=300, help_text=SOURCE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the local units of all times: the programme asks nothing of the province."""
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = local_units()  # type: ignore[attr-defined]
