"""Duties and reports of one's own unit: what is asked, what was reported."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.serving import download
from districts.domain import reports
from districts.domain.duties import Task, task, tasks
from districts.enums import ReportState
from districts.errors import DistrictRefused
from districts.forms.reports import ReportForm
from districts.models import Duty, DutyReport, DutyReportFile
from districts.views.own_unit import OfOwnUnit


class MyDuties(OfOwnUnit, TemplateView):
    """All that the programme asks of the unit, with how it stands."""

    template_name = "districts/duties/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the tasks."""
        found = tasks([self.unit], self.today)
        return super().get_context_data(**kwargs) | {"tasks": found}


class Report(OfOwnUnit, ActPage):
    """The report on one time of a duty: written, sent, and what the department said."""

    permission = Permission.OWN_UNIT_MAINTAIN
    refusals = (DistrictRefused, UploadRefused)
    form_class = ReportForm
    template_name = "districts/duties/report.html"

    @cached_property
    def task(self) -> Task:
        """The task of the address; 404 if the unit has none such."""
        duty = get_object_or_404(Duty, pk=self.kwargs["duty"])
        found = task(self.unit, duty, self.kwargs["occurrence"], self.today)
        if found is None:
            raise Http404
        return found

    @property
    def draft(self) -> DutyReport | None:
        """The draft, if there is one."""
        report = self.task.report
        return report if report and report.state == ReportState.DRAFT else None

    def get_initial(self) -> dict[str, Any]:
        """Begin with the draft, or with what was returned."""
        report = self.task.report
        edition = self.draft.edition if self.draft else 0
        return {"text": report.text if report else "", "edition": edition}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the task and its course."""
        asked, report = self.task, self.task.report
        closed = report is not None and report.state in (
            ReportState.SUBMITTED,
            ReportState.ACCEPTED,
        )
        return super().get_context_data(**kwargs) | {
            "task": asked,
            "open": not closed,
            "files": self.draft.files.select_related("file") if self.draft else [],
            "versions": reports.versions(asked.duty, asked.unit, asked.occurrence.key),
            "files_limit": reports.FILES_LIMIT,
        }

    def act(self, form: ReportForm) -> None:
        """Save the draft; send it if that was the button."""
        chosen: list[UploadedFile] = self.request.FILES.getlist("file")
        now = clock.now()
        report = reports.save(
            self.task,
            text=form.cleaned_data["text"],
            uploads=[uploads.receive(upload) for upload in chosen],
            edition=form.cleaned_data["edition"],
            by=self.actor,
            at=now,
        )
        if "submit" in self.request.POST:
            self._submit(report)
        else:
            messages.success(self.request, str(_("Đã lưu nháp báo cáo.")))

    def _submit(self, report: DutyReport) -> None:
        try:
            reports.submit(report, by=self.actor, at=clock.now())
        except DistrictRefused as refusal:
            # The draft is saved; the page that comes shows it with the next edition.
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, str(_("Đã gửi báo cáo đến Sở Ngoại vụ.")))

    def get_success_url(self) -> str:
        """Show the report."""
        return self.request.path


class OfOwnFile(OfOwnUnit):
    """A file of one of the unit's reports; another unit's is not there."""

    @cached_property
    def kept(self) -> DutyReportFile:
        """The file of the address."""
        own = DutyReportFile.objects.filter(report__district=self.unit)
        return get_object_or_404(own.select_related("file", "report"), pk=self.kwargs["pk"])


class ReportFile(OfOwnFile):
    """A file, for saving."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it under the name it came with."""
        return download(self.kept.file, self.kept.name)


class DetachFile(OfOwnFile, ActButton):
    """Take a file off a draft."""

    permission = Permission.OWN_UNIT_MAINTAIN
    refusals = (DistrictRefused,)
    done = _("Đã bỏ tệp.")

    def act(self) -> None:
        """Take it off."""
        reports.detach(self.kept, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the report."""
        report = self.kept.report
        return reverse("districts:report", args=[report.duty_id, report.occurrence])
