"""The lists behind targets and commitments in the year's report."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.columns import Column, Empty
from accounts.filters import Filters
from coop_portal.reports import due
from coop_portal.reports.due import DueState
from coop_portal.reports.tables import NOBODY, address
from coop_portal.reports.targets import PARTNERS, aim, comes_to, units_against_target
from coop_portal.reports.units import PROVINCE, unit_names, written
from coop_portal.views.year_lists import CountedList
from districts.domain.units import local_units
from districts.forms.choosing import UnitFilter
from districts.models import District, Programme
from partners.enums import GaugeState


class TargetFilters(Filters):
    """By words of the unit's name, and how it stands."""

    search_in = ("folded_name",)

    state = ChoiceFilter(
        field_name="target_state",
        choices=GaugeState.choices,
        label=_("Tình trạng"),
        empty_label=_("Mọi tình trạng"),
    )


class CountedTargets(CountedList):
    """Units against the programme's target at the end of the year."""

    title = _("Đơn vị so với chỉ tiêu của Đề án")
    filters = TargetFilters
    file_name = "chi-tieu"
    order = "unit"
    empty = Empty(title=_("Không có đơn vị nào"))

    def get_columns(self) -> Sequence[Column]:
        kept = self.year.programme
        columns = (
            Column(
                name="unit",
                label=_("Đơn vị"),
                value=written,
                order_by=("rank", "sort_key"),
            ),
            Column(
                name="partners",
                label=PARTNERS,
                value=lambda unit: unit.partners_then,
                order_by=("partners_then",),
                url=lambda unit: address("reports:relations", self.year, unit=unit.pk),
            ),
        )
        return (*columns, *_of_target(kept)) if kept else columns

    def get_queryset(self) -> QuerySet[Any]:
        kept = self.year.programme
        return units_against_target(self.year, kept) if kept else District.objects.none()


def _of_target(programme: Programme) -> tuple[Column, ...]:
    return (
        Column(name="target", label=_("Chỉ tiêu"), value=lambda _unit: aim(programme)),
        Column(
            name="state",
            label=_("So với chỉ tiêu"),
            value=lambda unit: comes_to(unit, programme),
            order_by=("partners_then",),
        ),
    )


class CommitmentFilters(Filters):
    """By words of the agreement's title, unit, and how it stands."""

    search_in = ("agreement__folded_title",)

    unit = UnitFilter(
        method="of_unit",
        queryset=local_units(),
        label=_("Đơn vị"),
        empty_label=_("Mọi đơn vị"),
        null_label=_("Sở Ngoại vụ"),
    )
    state = ChoiceFilter(
        field_name="due_state",
        choices=[(s.value, s.label) for s in DueState if s != DueState.WAITING],
        label=_("Tình trạng"),
        empty_label=_("Mọi tình trạng"),
    )

    def of_unit(self, rows: QuerySet[Any], _name: str, unit: Any) -> QuerySet[Any]:
        """Keep what was the unit's at the time, or the department's."""
        return rows.filter(unit_then=None if unit == NOBODY else unit.pk)


class CountedCommitments(CountedList):
    """Commitments due in the year."""

    title = _("Cam kết phải làm trong năm")
    filters = CommitmentFilters
    file_name = "cam-ket"
    order = "due"
    empty = Empty(title=_("Không có cam kết nào"))
    columns = (
        Column(name="due", label=_("Thời hạn"), value=lambda c: c.due_on, order_by=("due_on",)),
        Column(name="text", label=_("Cam kết"), value=lambda c: c.text, css="long"),
        Column(
            name="agreement",
            label=_("Thỏa thuận"),
            value=lambda c: c.agreement.title,
            url=lambda c: reverse("partners:agreement", args=[c.agreement_id]),
        ),
        Column(
            name="state",
            label=_("Tình trạng"),
            value=lambda c: str(DueState(c.due_state).label),
        ),
        Column(name="done", label=_("Ngày hoàn thành"), value=lambda c: c.done_on),
    )

    def get_columns(self) -> Sequence[Column]:
        names = unit_names() | {PROVINCE: str(_("Sở Ngoại vụ"))}
        unit = Column(name="unit", label=_("Đơn vị"), value=lambda c: names[c.unit_then])
        return [*self.columns, unit]

    def get_queryset(self) -> QuerySet[Any]:
        return due.commitments_due(self.year).select_related("agreement")
