"""Local units: the list, one unit, one's own."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters import ChoiceFilter, DateFilter

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from deadlines.fields import DayField
from deadlines.widgets import DayInput
from districts.domain import transferring, units
from districts.domain.lineage import Lineage, agreement_bases
from districts.domain.officers import district_of, officers_on
from districts.domain.units import existing_on, local_units, units_on
from districts.enums import UnitKind
from districts.errors import DistrictRefused
from districts.forms import NewUnitForm, UnitForm
from districts.models import District

EARLIER = Empty(
    title=_("Hiện không có đơn vị nào"),
    text=_("Đơn vị của thời kỳ trước: chọn «Kể cả đơn vị không còn» hoặc một ngày."),
    url="?period=all",
    action=_("Xem đơn vị của mọi thời kỳ"),
)


class DayFilter(DateFilter):
    """A day typed as day/month/year."""

    field_class = DayField


class UnitFilters(Filters):
    """Units by name and kind; those of today unless another day or all of history is asked for."""

    search_in = ["folded_name"]

    kind = ChoiceFilter(label=_("Loại"), choices=UnitKind.choices, empty_label=_("Mọi loại"))
    period = ChoiceFilter(
        label=_("Thời kỳ"),
        choices=[("all", _("Kể cả đơn vị không còn"))],
        empty_label=_("Đơn vị hiện có"),
        method="keep",
    )
    on = DayFilter(label=_("Tính đến ngày"), widget=DayInput(), method="keep")

    def keep(self, found: QuerySet[District], name: str, value: Any) -> QuerySet[District]:
        """Keep all units: the page has left out those of other times unless this is chosen."""
        return found


class UnitList(ListPage):
    """The units of the province."""

    permission = Permission.UNIT_VIEW
    template_name = "districts/list.html"
    filters = UnitFilters
    order = "rank"
    file_name = "don-vi"
    empty = Empty(
        title=_("Chưa có đơn vị nào"),
        text=_("Thêm đơn vị để gửi công văn lấy ý kiến."),
    )
    columns = [
        Column(
            name="rank", label=_("TT"), value=lambda unit: unit.rank, order_by=("rank",), css="num"
        ),
        Column(
            name="name",
            label=_("Đơn vị"),
            value=lambda unit: unit.committee,
            order_by=("sort_key",),
            url=lambda unit: reverse("districts:unit", args=[unit.pk]),
        ),
        Column(
            name="email",
            label=_("Địa chỉ nhận công văn"),
            value=lambda unit: unit.email,
            order_by=("email",),
            template="districts/_address.html",
        ),
        Column(
            name="valid_from",
            label=_("Có từ ngày"),
            value=lambda unit: unit.valid_from,
            order_by=("valid_from",),
        ),
        Column(
            name="valid_to",
            label=_("Không còn từ ngày"),
            value=lambda unit: unit.valid_to,
            order_by=("valid_to",),
        ),
    ]

    def get_queryset(self) -> QuerySet[District]:
        """Return the units of today, of the day asked for, or of all times.

        The province is shown where it is asked for by its kind: it is no unit that is consulted.
        """
        province = self.request.GET.get("kind") == UnitKind.PROVINCE
        if self.request.GET.get("period") == "all":
            return District.objects.all() if province else local_units()
        day = self._day()
        return District.objects.filter(existing_on(day)) if province else units_on(day)

    def _day(self) -> date:
        asked = self.request.GET.get("on", "")
        try:
            return DayField().clean(asked) if asked else clock.today()
        except ValidationError:  # the filter says so beside its field
            return clock.today()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the reader may add units, and which day's list it is."""
        may_edit = allows(self.request.user, Permission.UNIT_EDIT)
        day = self._day() if self.request.GET.get("on") else None
        shown = super().get_context_data(**kwargs)
        if not shown["rows"] and local_units().exists():
            shown |= {"empty": EARLIER, "keeps_filters": True}
        return shown | {"may_edit": may_edit, "day": day}


def _facts(unit: District) -> dict[str, Any]:
    today, lineage = clock.today(), Lineage.load()
    responsible = [one for one in lineage.responsible_for(unit, today) if one.path]
    return {
        "unit": unit,
        "officers": officers_on(unit, today),
        "orientations": unit.orientations.select_related("programme").prefetch_related("countries"),
        "duties": unit.duties.order_by("due", "pk"),
        "origins": lineage.origins(unit),
        "followers": lineage.followers(unit),
        "responsible": responsible,
        "agreement_bases": agreement_bases(
            [one for one in lineage.answering_for(unit, today) if one.path]
        ),
    }


class UnitPage(PermissionRequired, TemplateView):
    """One unit with what the programme asks of it, for the department."""

    permission = Permission.UNIT_VIEW
    template_name = "districts/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit."""
        unit = get_object_or_404(District, pk=self.kwargs["pk"])
        may_edit = allows(self.request.user, Permission.UNIT_EDIT)
        waiting = transferring.count_open(unit, clock.today()) if may_edit else 0
        page = {"may_edit": may_edit, "waiting": waiting}
        return super().get_context_data(**kwargs) | _facts(unit) | page


class MyUnit(PermissionRequired, TemplateView):
    """One's own unit, for its officer."""

    permission = Permission.OWN_UNIT_VIEW
    template_name = "districts/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit, if the person acts for one today."""
        unit = district_of(self.actor, clock.today())
        return super().get_context_data(**kwargs) | (_facts(unit) if unit else {})


class NewUnit(ActPage):
    """A new unit."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)
    form_class = NewUnitForm
    template_name = "districts/new.html"
    done = _("Đã thêm đơn vị.")

    def act(self, form: NewUnitForm) -> None:
        """Create it."""
        self.unit = units.create_unit(**form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the unit."""
        return reverse("districts:unit", args=[self.unit.pk])


class ChangeUnit(ActPage):
    """What is known about a unit."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)
    form_class = UnitForm
    template_name = "districts/change.html"
    done = _("Đã lưu thông tin đơn vị.")

    @cached_property
    def unit(self) -> District:
        """The unit of the address."""
        return get_object_or_404(District, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return {name: getattr(self.unit, name) for name in units.CHANGEABLE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit."""
        return super().get_context_data(**kwargs) | {"unit": self.unit}

    def act(self, form: UnitForm) -> None:
        """Change it."""
        units.change_unit(self.unit, **form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the unit."""
        return reverse("districts:unit", args=[self.unit.pk])
