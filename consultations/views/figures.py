"""How units have answered over the years."""

from datetime import timedelta
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.columns import Column, Empty, Text
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from consultations.domain.figures import figures_of_units, years
from districts.models import District

ONE_DAY = timedelta(days=1)


def _choices() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in years()]


class FigureFilters(Filters):
    """By name of the unit; the year is asked of the figures, not of their rows."""

    search_in = ("folded_name",)

    year = ChoiceFilter(
        choices=_choices, label=_("Năm"), empty_label=_("Mọi năm"), method="of_year"
    )

    def of_year(self, units: QuerySet[District], _name: str, _value: str) -> QuerySet[District]:
        """Leave the rows alone: they were counted for the year."""
        return units


def _days(unit: Any) -> float | None:
    return round(unit.taken / ONE_DAY, 1) if unit.taken else None


def _count(name: str, label: Text) -> Column:
    return Column(name=name, label=label, value=attrgetter(name), order_by=(name,), css="num")


class UnitFigures(ListPage):
    """Asked, answered, on time, late, silent and days taken, unit by unit."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/figures.html"
    filters = FigureFilters
    order = "rank"
    file_name = "so-lieu-tra-loi"
    empty = Empty(
        title=_("Chưa có số liệu"), text=_("Số liệu tính từ các đợt lấy ý kiến đã kết thúc.")
    )
    columns = (
        Column(name="rank", label=_("TT"), value=lambda u: u.rank, order_by=("rank",), css="num"),
        Column(
            name="unit",
            label=_("Đơn vị"),
            value=lambda u: u.committee,
            order_by=("sort_key",),
            url=lambda u: reverse("districts:unit", args=[u.pk]),
        ),
        _count("asked", _("Được lấy ý kiến")),
        _count("answered", _("Có văn bản trả lời")),
        _count("on_time", _("Đúng hạn")),
        _count("late", _("Muộn")),
        _count("silent", _("Không trả lời")),
        Column(
            name="days",
            label=_("Số ngày trung bình"),
            value=_days,
            order_by=("taken",),
            css="num",
        ),
    )

    def get_queryset(self) -> QuerySet[District]:
        wanted = self.request.GET.get("year", "")
        return figures_of_units(next((year for year in years() if str(year) == wanted), None))
