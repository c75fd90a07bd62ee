"""Duties and reports of all units, for the department: followed, accepted, returned."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters import ChoiceFilter

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches.serving import attachment, download
from districts.domain import reports
from districts.domain.duties import grouped, task
from districts.domain.owed import followed
from districts.enums import DutyState, ReportState
from districts.errors import DistrictRefused
from districts.forms.choosing import UnitFilter, label_of
from districts.forms.reports import AcceptForm, ReturnForm, WithdrawForm
from districts.models import District, DutyReport, DutyReportFile


class DutyBoard(PermissionRequired, TemplateView):
    """Who has done what of the programme: duty by duty, units by state."""

    permission = Permission.PARTNER_VIEW
    template_name = "districts/duties/board.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the board, or give what it shows as a workbook, a line for each unit."""
        self.today = clock.today()
        found = followed(self.today)
        self.units = list(dict.fromkeys(task.unit for task in found))
        wanted = request.GET.get("unit")
        self.unit = next((unit for unit in self.units if str(unit.pk) == wanted), None)
        self.all = [task for task in found if self.unit in (None, task.unit)]
        self.state = request.GET.get("state", "")
        self.shown = [task for task in self.all if self.state in ("", task.state)]
        if request.GET.get("export") == "xlsx":
            return self._export()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the tasks asked for, and how many there are of each state."""
        counts = Counter(task.state for task in self.all)
        return super().get_context_data(**kwargs) | {
            "states": [(state, counts[state]) for state in DutyState],
            "total": len(self.all),
            "state": self.state,
            "today": self.today,
            "units": [(unit, label_of(unit)) for unit in self.units],
            "unit": self.unit,
            "groups": grouped(self.shown),
            "may_edit": allows(self.request.user, Permission.PROGRAMME_EDIT),
        }

    def _export(self) -> HttpResponse:
        headings = (_("Đơn vị"), _("Nhiệm vụ"), _("Thời hạn"), _("Tình trạng"), _("Nguồn"))
        rows = [
            (label_of(t.unit), t.duty.text, t.due, str(t.state.label), t.duty.source)
            for t in self.shown
        ]
        content = spreadsheet.workbook([str(heading) for heading in headings], rows)
        return attachment(content, spreadsheet.MEDIA_TYPE, f"nhiem-vu-{self.today}.xlsx")


class ReportFilters(Filters):
    """Reports by unit and state."""

    search_in = ["district__folded_name"]

    unit = UnitFilter(
        field_name="district",
        label=_("Đơn vị"),
        queryset=District.objects.all(),
        empty_label=_("Mọi đơn vị"),
    )
    state = ChoiceFilter(
        label=_("Trạng thái"),
        choices=[(s, s.label) for s in ReportState if s != ReportState.DRAFT],
        empty_label=_("Mọi trạng thái"),
    )


class ReportList(ListPage):
    """What the units have reported; drafts are theirs alone."""

    permission = Permission.PARTNER_VIEW
    template_name = "districts/duties/reports.html"
    filters = ReportFilters
    order = "-submitted"
    file_name = "bao-cao-nhiem-vu"
    empty = Empty(
        title=_("Chưa có báo cáo nào"),
        text=_("Đơn vị báo cáo kết quả thực hiện nhiệm vụ trên trang «Đơn vị của tôi»."),
    )
    columns = [
        Column(
            name="duty",
            label=_("Nhiệm vụ"),
            value=lambda report: report.duty.text,
            url=lambda report: reverse("districts:report_page", args=[report.pk]),
            css="long",
        ),
        Column(
            name="unit",
            label=_("Đơn vị"),
            value=lambda report: report.district.full_name,
            order_by=("district__rank", "district__sort_key"),
        ),
        Column(
            name="occurrence",
            label=_("Lần thực hiện"),
            value=lambda report: report.occurrence_label,
        ),
        Column(
            name="version", label=_("Lần báo cáo"), value=lambda report: report.version, css="num"
        ),
        Column(
            name="submitted",
            label=_("Gửi lúc"),
            value=lambda report: report.submitted_at,
            order_by=("submitted_at",),
        ),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=lambda report: report.get_state_display(),
            template="districts/duties/_report_state.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[DutyReport]:
        """Return what was submitted."""
        return reports.submitted().select_related("duty", "district")


class OfReport(PermissionRequired):
    """A page of one submitted report."""

    permission = Permission.PARTNER_VIEW

    @cached_property
    def report(self) -> DutyReport:
        """The report of the address; a draft is the unit's own."""
        rows = reports.submitted().select_related("duty", "district", "submitted_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the report."""
        return super().get_context_data(**kwargs) | {"report": self.report}

    def get_success_url(self) -> str:
        """Show the report."""
        return reverse("districts:report_page", args=[self.report.pk])


class ReportPage(OfReport, TemplateView):
    """One report with its versions, files and what was decided."""

    template_name = "districts/duties/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page all versions, and whether the reader may decide."""
        report = self.report
        decides = allows(self.actor, Permission.PROGRAMME_EDIT)
        return super().get_context_data(**kwargs) | {
            # Of a unit that is no more, or a time that is no longer counted, there is no task.
            "task": task(report.district, report.duty, report.occurrence, clock.today()),
            "versions": reports.versions(report.duty, report.district, report.occurrence),
            "may_decide": decides and report.state == ReportState.SUBMITTED,
            "may_withdraw": decides and report.state == ReportState.ACCEPTED,
        }


class ReportFileOfUnit(PermissionRequired):
    """A file of a submitted report, for the department."""

    permission = Permission.PARTNER_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it under the name it came with."""
        submitted = DutyReportFile.objects.filter(report__in=reports.submitted())
        kept = get_object_or_404(submitted.select_related("file"), pk=kwargs["pk"])
        return download(kept.file, kept.name)


class Decide(OfReport, ActPage):
    """What the department says about a report."""

    permission = Permission.PROGRAMME_EDIT
    refusals = (DistrictRefused,)
    template_name = "districts/duties/decide.html"
    heading: Any = ""


class AcceptReport(Decide):
    """Accept it."""

    form_class = AcceptForm
    heading = _("Chấp nhận báo cáo")
    done = _("Đã chấp nhận báo cáo.")

    def act(self, form: AcceptForm) -> None:
        """Accept."""
        note = form.cleaned_data["note"]
        reports.accept(self.report, note=note, by=self.actor, at=clock.now())


class ReturnReport(Decide):
    """Return it with a reason."""

    form_class = ReturnForm
    heading = _("Trả lại báo cáo")
    done = _("Đã trả lại báo cáo; đơn vị sẽ được báo.")

    def act(self, form: ReturnForm) -> None:
        """Return."""
        reason = form.cleaned_data["reason"]
        reports.send_back(self.report, reason=reason, by=self.actor, at=clock.now())


class WithdrawAcceptance(Decide):
    """Take a mistaken acceptance back with a reason."""

    form_class = WithdrawForm
    heading = _("Rút lại chấp nhận báo cáo")
    done = _("Đã rút lại chấp nhận; đơn vị sẽ được báo.")

    def act(self, form: WithdrawForm) -> None:
        """Take it back."""
        reason = form.cleaned_data["reason"]
        reports.withdraw_acceptance(self.report, reason=reason, by=self.actor, at=clock.now())
