"""How units have answered over the years."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cached_property
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.columns import Column, Empty, Text
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from consultations.domain.figures import figures_of_units, parts_behind, years
from consultations.models import Consultee
from districts.enums import UnitKind
from districts.models import District

ONE_DAY = timedelta(days=1)


FIGURES = {
    "asked": _("Được lấy ý kiến"),
    "answered": _("Có văn bản trả lời"),
    "on_time": _("Đúng hạn"),
    "late": _("Muộn"),
    "silent": _("Không trả lời"),
}


def _choices() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in years()]


class FigureFilters(Filters):
    """By name and kind of the unit; the year is asked of the figures, not of their rows."""

    search_in = ("folded_name",)

    year = ChoiceFilter(
        choices=_choices, label=_("Năm"), empty_label=_("Mọi năm"), method="of_year"
    )

    kind = ChoiceFilter(
        choices=UnitKind.choices, label=_("Loại đơn vị"), empty_label=_("Mọi loại đơn vị")
    )

    def of_year(self, units: QuerySet[District], _name: str, _value: str) -> QuerySet[District]:
        """Leave the rows alone: they were counted for the year."""
        return units


def _days(unit: Any) -> float | None:
    return None if unit.taken is None else round(unit.taken / ONE_DAY, 1)


def _year(wanted: str) -> int | None:
    return next((year for year in years() if str(year) == wanted), None)


def _count(name: str, label: Text, url: Callable[[Any], str]) -> Column:
    value = attrgetter(name)
    return Column(name=name, label=label, value=value, order_by=(name,), css="num", url=url)


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
    )
    days = Column(
        name="days",
        label=_("Số ngày trung bình, kể cả ngày nghỉ"),
        value=_days,
        order_by=("taken",),
        css="num",
    )

    @cached_property
    def year(self) -> int | None:
        """The year asked for, of those that have figures."""
        return _year(self.request.GET.get("year", ""))

    def get_columns(self) -> Sequence[Column]:
        """Return the columns; each figure leads to what it counts."""
        counts = [_count(name, label, self._behind(name)) for name, label in FIGURES.items()]
        return [*self.columns, *counts, self.days]

    def get_queryset(self) -> QuerySet[District]:
        """Return the units with figures of the year."""
        return figures_of_units(self.year)

    def _behind(self, figure: str) -> Callable[[Any], str]:
        query = f"?{urlencode({'year': self.year})}" if self.year else ""
        return lambda unit: reverse("consultations:figure", args=[unit.pk, figure]) + query


class PartFilters(Filters):
    """By the title or number of the letter; the year is asked of the figure."""

    search_in = ("round__dispatch__search_key",)

    year = ChoiceFilter(
        choices=_choices, label=_("Năm"), empty_label=_("Mọi năm"), method="of_year"
    )

    def of_year(self, parts: QuerySet[Consultee], _name: str, _value: str) -> QuerySet[Consultee]:
        """Leave the rows alone: they were chosen by the year."""
        return parts


class PartsBehind(ListPage):
    """The parts of a unit in rounds that a figure counts."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/parts.html"
    filters = PartFilters
    order = "-issued"
    file_name = "cac-lan-lay-y-kien"
    empty = Empty(title=_("Không có lần lấy ý kiến nào"))
    columns = (
        Column(
            name="round",
            label=_("Lần lấy ý kiến"),
            value=lambda part: part.round.title,
            order_by=("round__consultation__title", "round__ordinal"),
            url=lambda part: reverse("consultations:unit", args=[part.round_id, part.pk]),
        ),
        Column(
            name="issued",
            label=_("Ngày công văn"),
            value=lambda part: part.round.dispatch.date,
            order_by=("round__dispatch__date",),
        ),
        Column(
            name="outcome",
            label=_("Kết quả"),
            value=lambda part: part.get_outcome_display(),
            order_by=("outcome",),
        ),
    )

    def get_queryset(self) -> QuerySet[Consultee]:
        """Return the parts; 404 for a figure that there is not."""
        if self.kwargs["figure"] not in FIGURES:
            raise Http404
        self.unit = get_object_or_404(District, pk=self.kwargs["unit"])
        year = _year(self.request.GET.get("year", ""))
        return parts_behind(self.unit, self.kwargs["figure"], year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the unit and the figure."""
        label = FIGURES[self.kwargs["figure"]]
        return super().get_context_data(**kwargs) | {"unit": self.unit, "figure": label}
