"""The programme against reality: gauges, matrices and the relations behind each figure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import serving
from districts.domain.programme import current, targeted
from districts.domain.units import units_on
from districts.models import District, Orientation, Programme
from districts.views.duties import OfOwnUnit
from partners.domain import programme
from partners.domain.in_force import in_force
from partners.domain.programme import Gauge, Matrix
from partners.domain.sight import Sight
from partners.enums import CellState, GaugeState
from partners.models import Relation
from partners.views.timeline import listed, timeline

FILE_NAMES = {"country": "theo-nuoc", "field": "theo-linh-vuc"}
MATRICES = {"country": programme.by_country, "field": programme.by_field}


class ProgrammePage(PermissionRequired, TemplateView):
    """The whole province: who has how many partners, and what of the orientations is alive."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/programme/page.html"

    @cached_property
    def today(self) -> date:
        """The day of the portal, read once."""
        return clock.today()

    @cached_property
    def units(self) -> list[District]:
        """The units of today."""
        return list(units_on(self.today))

    @cached_property
    def programme(self) -> Programme | None:
        """The programme that is worked under."""
        return current()

    @cached_property
    def gauges(self) -> list[Gauge]:
        """How the units of today stand for which the target is meant."""
        if not self.programme:
            return []
        return programme.gauges(targeted(self.programme, self.today), self.programme, self.today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or give one of its tables as a workbook."""
        if request.GET.get("export") == "xlsx":
            return self._export(request.GET.get("table", ""))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page gauges, those of one state if asked for, and both matrices."""
        found = self.gauges
        counts = Counter(gauge.state for gauge in found)
        wanted = self.request.GET.get("state", "")
        return super().get_context_data(**kwargs) | {
            "programme": self.programme,
            "states": [(state, counts[state]) for state in GaugeState],
            "state": wanted,
            "gauges": [gauge for gauge in found if wanted in ("", gauge.state)],
            "total": len(found),
            "countries": programme.by_country(self.units, self.programme, self.today),
            "fields": programme.by_field(self.units, self.programme, self.today),
            "unnamed": in_force(Relation.objects.filter(fields=None), self.today).count(),
            "orientations": Orientation.objects.filter(programme=self.programme).prefetch_related(
                "districts", "countries"
            ),
            "may_edit": allows(self.request.user, Permission.PROGRAMME_EDIT),
        }

    def _export(self, table: str) -> HttpResponse:
        if table in MATRICES:
            headings, rows = _sheet_of_matrix(
                MATRICES[table](self.units, self.programme, self.today)
            )
        else:
            headings, rows = _sheet_of_gauges(self.gauges)
        content = spreadsheet.workbook(headings, rows)
        name = f"de-an-{FILE_NAMES.get(table, 'chi-tieu')}-{self.today}.xlsx"
        return serving.attachment(content, spreadsheet.MEDIA_TYPE, name)


Sheet = tuple[list[str], list[list[spreadsheet.Value]]]


def _sheet_of_gauges(found: Sequence[Gauge]) -> Sheet:
    headings = [_("Đơn vị"), _("Số đối tác"), _("Chỉ tiêu"), _("So với chỉ tiêu"), _("Còn thiếu")]
    headings.append(_("Đang xúc tiến"))
    rows: list[list[spreadsheet.Value]] = [
        [
            gauge.unit.full_name,
            gauge.count,
            f"{gauge.least}-{gauge.most}",
            str(gauge.state.label),
            gauge.lacking,
            gauge.talks,
        ]
        for gauge in found
    ]
    return headings, rows


def _sheet_of_matrix(matrix: Matrix) -> Sheet:
    headings = [_("Đơn vị"), *(column.name for column in matrix.columns)]
    rows: list[list[spreadsheet.Value]] = [
        [_named(unit, cells), *(_words(cell.state, cell.count, cell.talks) for cell in cells)]
        for unit, cells in matrix.rows
    ]
    return headings, rows


def _named(unit: District, cells: Sequence[programme.Cell]) -> str:
    """Name the unit as the page does: of one for which nothing is named, that it is free."""
    free = bool(cells) and cells[0].free
    return _("%s (tự chọn)") % unit.full_name if free else unit.full_name


def _words(state: CellState, count: int, talks: int) -> str:
    label = "" if state == CellState.NONE else str(state.label)
    parts = [f"{label}: {count}" if count else label]
    if talks:
        parts.append(_("Đang xúc tiến: %d") % talks)
    return "; ".join(part for part in parts if part)


def facts_of(unit: District) -> dict[str, Any]:
    """Return what a page of one unit shows of the programme."""
    kept, today = current(), clock.today()
    relations = in_force(unit.relations.filter(fields=None), today)
    return {
        "unit": unit,
        "programme": kept,
        "gauge": _gauge(unit, kept, today),
        "countries": _cells(programme.by_country([unit], kept, today)),
        "fields": _cells(programme.by_field([unit], kept, today)),
        "unnamed": relations.count(),
    }


def _gauge(unit: District, kept: Programme | None, today: date) -> Gauge | None:
    """Return how the unit stands, if it has a target."""
    own = targeted(kept, today).filter(pk=unit.pk) if kept else []
    return programme.gauges([unit], kept, today)[0] if kept and own else None


def _cells(matrix: Matrix) -> list[programme.Cell]:
    return [cell for _unit, cells in matrix.rows for cell in cells]


class UnitProgramme(PermissionRequired, TemplateView):
    """One unit, for the department."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/programme/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit's figures."""
        unit = get_object_or_404(District, pk=self.kwargs["pk"])
        whole = timeline(unit.activities.all(), listed(unit=unit.pk))
        return super().get_context_data(**kwargs) | facts_of(unit) | whole


class MyProgramme(OfOwnUnit, TemplateView):
    """One's own unit, for its officer."""

    template_name = "partners/programme/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit's figures."""
        whole = timeline(Sight(self.unit).activities(), reverse("partners:activities"))
        return super().get_context_data(**kwargs) | facts_of(self.unit) | whole
