"""The year's report: its page and its documents."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.acting import ActButton
from accounts.permissions import Permission
from accounts.rules import allows
from coop_portal.reports.letter import kind_of_report, letter_of
from coop_portal.reports.report import Report, report
from coop_portal.reports.subjects import Year
from coop_portal.reports.workbook import workbook
from deadlines import clock
from deadlines.value import YEARS
from dispatches import serving
from dispatches.docx import letter_docx
from dispatches.docx.document import MEDIA_TYPE as DOCX
from dispatches.domain import drafting, printing
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from dispatches.pdf import RenderError
from districts.domain.programme import current


class YearPage(PermissionRequired):
    """A page about one year; 404 for one that is still to come."""

    permission = Permission.PARTNER_VIEW

    @cached_property
    def year(self) -> Year:
        number, today = self.kwargs["year"], clock.today()
        if number not in YEARS or number > today.year:
            raise Http404
        return Year(number, today, current())


class YearReport(YearPage, TemplateView):
    """Figures, tables and charts."""

    template_name = "reports/year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "report": report(self.year),
            "before": self.year.number - 1,
            "after": self.year.number + 1 if self.year.number < self.year.today.year else None,
            "may_draft": allows(self.actor, Permission.DISPATCH_EDIT),
        }


class ThisYear(PermissionRequired):
    """The way to the report of the running year."""

    permission = Permission.PARTNER_VIEW

    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("reports:year", clock.today().year)


class ReportFile(YearPage):
    """The report as a file for saving."""

    media_type: str
    ending: str

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give it, or say what keeps the office from writing it."""
        try:
            content = self.content(report(self.year))
        except (DispatchRefused, RenderError) as refusal:
            text = "text/plain; charset=utf-8"
            return HttpResponse(str(refusal), content_type=text, status=503)
        name = f"bao-cao-nam-{self.year.number}.{self.ending}"
        return serving.attachment(content, self.media_type, name)

    def content(self, made: Report) -> bytes:
        """Return the file; DispatchRefused, RenderError."""
        raise NotImplementedError


class ReportXlsx(ReportFile):
    """A workbook of the figures."""

    media_type, ending = spreadsheet.MEDIA_TYPE, "xlsx"

    def content(self, made: Report) -> bytes:
        return workbook(made)


class ReportPdf(ReportFile):
    """The document as it would be printed."""

    media_type, ending = printing.PDF, "pdf"

    def content(self, made: Report) -> bytes:
        return printing.preview(letter_of(made))


class ReportDocx(ReportFile):
    """The document for Word."""

    media_type, ending = DOCX, "docx"

    def content(self, made: Report) -> bytes:
        return letter_docx(letter_of(made))


class DraftReport(YearPage, ActButton):
    """Begin the report as a document of the office; from there on its figures stand still."""

    permission = Permission.DISPATCH_EDIT
    refusals = (DispatchRefused,)
    done = _("Đã lập dự thảo báo cáo với số liệu hôm nay. Hãy soạn tiếp rồi trình.")
    begun: Dispatch | None = None

    def act(self) -> None:
        letter = letter_of(report(self.year))
        self.begun = drafting.draft_once(
            kind=kind_of_report(), letter=letter, by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        if self.begun is None:
            return reverse("reports:year", args=[self.year.number])
        return reverse("dispatches:write", args=[self.begun.pk])
