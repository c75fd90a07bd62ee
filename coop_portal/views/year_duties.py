"""The list behind the duties of the year's report: derived from day to day, in no table."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from accounts.filters import SEARCH_LIMIT, dress
from coop_portal.reports.due import DueState, DueTask, duties_due
from coop_portal.reports.units import written
from coop_portal.views.year_lists import CountedList
from vietnamese.text import fold


class DutyFilters(forms.Form):
    """By words of the duty and of the unit's name, unit, and how it stands."""

    q = forms.CharField(
        label=_("Tìm, gõ không dấu được"),
        max_length=SEARCH_LIMIT,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=[("", _("Mọi tình trạng")), *DueState.choices],
        required=False,
    )

    def __init__(self, data: Any, found: Sequence[DueTask]) -> None:
        """Offer the units that have something to do."""
        super().__init__(data)
        self.found = found
        units = {str(each.task.unit.pk): each.task.unit.full_name for each in found}
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi đơn vị")),
            *units.items(),
        ]
        dress(self)

    @property
    def form(self) -> "DutyFilters":
        """The fields, as a page of a list asks for them."""
        return self

    @property
    def active(self) -> bool:
        """Whether anything is searched or filtered."""
        return any(self[name].value() for name in self.fields)

    def kept(self) -> list[DueTask]:
        """Return what fits all that is asked; nothing where that makes no sense."""
        if not self.is_bound:
            return list(self.found)
        return list(filter(self._fits, self.found)) if self.is_valid() else []

    def _fits(self, due: DueTask) -> bool:
        asked = self.cleaned_data
        said = fold(f"{due.task.duty.text} {due.task.unit.full_name}")
        return (
            all(word in said for word in fold(asked["q"]).split())
            and asked["unit"] in ("", str(due.task.unit.pk))
            and asked["state"] in ("", due.state.value)
        )


def _report(due: DueTask) -> str:
    report = due.task.report
    return reverse("districts:report_page", args=[report.pk]) if report else ""


class CountedDuties(CountedList):
    """Duties due in the year; `order_by` names what a row says instead of columns of a table."""

    title = _("Nhiệm vụ phải làm trong năm")
    file_name = "nhiem-vu"
    order = "due"
    empty = Empty(title=_("Không có nhiệm vụ nào"))
    columns = (
        Column(
            name="due",
            label=_("Hạn"),
            value=lambda due: due.task.due,
            order_by=("task.due", "task.unit.rank"),
        ),
        Column(
            name="unit",
            label=_("Đơn vị"),
            value=lambda due: written(due.task.unit),
            order_by=("task.unit.rank", "task.unit.sort_key", "task.unit.pk"),
            url=lambda due: reverse("partners:unit_programme", args=[due.task.unit.pk]),
        ),
        Column(name="duty", label=_("Nhiệm vụ"), value=lambda due: due.task.duty.text, css="long"),
        Column(
            name="state",
            label=_("Tình trạng"),
            value=lambda due: str(due.state.label),
            order_by=("state.label",),
            url=_report,
        ),
    )

    def find(self) -> list[DueTask]:
        """Return the duties that the filters keep, sorted."""
        filters = DutyFilters(self.request.GET or None, duties_due(self.year))
        self.filterset = filters  # type: ignore[assignment]
        return self._in_order(filters.kept())

    def _in_order(self, found: Iterable[DueTask]) -> list[DueTask]:
        sort = self._sort()
        column = next(c for c in self.columns if c.name == sort.removeprefix("-"))
        return sorted(found, key=attrgetter(*column.order_by), reverse=sort.startswith("-"))
