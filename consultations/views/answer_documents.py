"""What comes of the answers: the Excel sheet out and back in, the submission, the letter."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from accounts import spreadsheet
from accounts.listing import workbook_response
from accounts.permissions import Permission
from accounts.sealing import sealed, unsealed
from accounts.sheet_table import Row, SheetRefused
from consultations.domain import answer_letters, answer_sheet, answer_workbook
from consultations.errors import ConsultationRefused
from consultations.forms.consolidating import ColumnsForm, SheetForm
from consultations.models import Consolidation
from consultations.views.base import REFUSALS, RoundAct
from consultations.views.consolidating import TablePage
from deadlines import clock

PURPOSE = "consultations.answers"
# What a form may bring, less the rest of it and the signs that are written as three.
SEAL_LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 64 * 1024


class AnswerSheet(TablePage):
    """The sheet with all comments, to be filled in or printed."""

    permission = Permission.ROUND_VIEW

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        """Give it for saving, written row by row."""
        file = spreadsheet.written_out(
            list(answer_sheet.HEADINGS.values()), answer_sheet.rows(self.table)
        )
        return workbook_response(file, f"tiep-thu-giai-trinh-{self.round_.pk}.xlsx")


class PrintedTable(TablePage):
    """The table in its customary form, as Excel sheet."""

    permission = Permission.ROUND_VIEW

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        """Give it in the columns chosen, in all without a choice; back to the table if refused."""
        form = ColumnsForm(request.GET)
        chosen = "chosen" in request.GET and form.is_valid()
        columns = form.cleaned_data["columns"] if chosen else answer_letters.OPTIONAL
        try:
            file = answer_workbook.workbook(self.table, columns, on=clock.today())
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect(self.get_success_url())
        return workbook_response(file, f"bang-tong-hop-y-kien-{self.round_.pk}.xlsx")


class BringSheet(TablePage, FormView):
    """The sheet that was filled in: what it would do is shown; nothing is written before that.

    It is read row by row: a table of 3,300 units has a hundred thousand.
    """

    permission = Permission.COMMENT_ANSWER
    template_name = "consultations/consolidation/sheet.html"
    form_class = SheetForm

    def form_valid(self, form: SheetForm) -> HttpResponse:
        """Show what the sheet would do; its new answers travel on in the page, sealed."""
        book = form.cleaned_data["file"]
        try:
            plan = answer_sheet.plan(self.table, answer_sheet.lines(book.rows))
            seal = self._seal(book.name, plan)
        except (SheetRefused, ConsultationRefused) as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        context = {"plan": plan, "name": book.name, "sealed": seal}
        return self.render_to_response(self.get_context_data(form=form) | context)

    def _seal(self, name: str, plan: answer_sheet.Plan) -> str:
        """Return what would be written, sealed; refuse more than a page can bring back."""
        if plan.faulty:
            return ""
        seal = sealed([self.table.pk, name, plan.rows()], purpose=PURPOSE, person=self.actor)
        if len(seal) > SEAL_LIMIT:
            raise ConsultationRefused(
                ngettext(
                    "Tệp có %(n)d trả lời mới, quá dài cho một lần. Đề nghị chia thành nhiều tệp.",
                    "Tệp có %(n)d trả lời mới, quá dài cho một lần. Đề nghị chia thành nhiều tệp.",
                    len(plan.changes),
                )
                % {"n": len(plan.changes)}
            )
        return seal


class TakeInSheet(TablePage):
    """All answers of the sheet that was looked at are written, or none."""

    permission = Permission.COMMENT_ANSWER
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Write them; what was changed in between is judged anew."""
        try:
            name, rows = self._unsealed(request.POST.get("sealed", ""))
            done = answer_sheet.take_in(
                self.table, rows, source=name, by=self.actor, at=clock.now()
            )
        except ConsultationRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("consultations:bring_answers", self.round_.pk)
        words = ngettext("Đã ghi trả lời %(n)d góp ý.", "Đã ghi trả lời %(n)d góp ý.", done)
        messages.success(request, words % {"n": done})
        return redirect(self.get_success_url())

    def _unsealed(self, text: str) -> tuple[str, list[Row]]:
        table, name, rows = unsealed(text, purpose=PURPOSE, person=self.actor) or (None, "", [])
        if table != self.table.pk:
            raise ConsultationRefused(_("Trang đã cũ. Đề nghị chọn lại tệp."))
        return name, rows


class DraftAct(TablePage, RoundAct):
    """A document of the office is drafted from the table; one goes on at its page.

    `document` names the field of the table that holds it.
    """

    permission = Permission.COMMENT_ANSWER
    document: str

    def get_success_url(self) -> str:
        """Go on to the document; stay if it was refused."""
        fresh = Consolidation.objects.get(pk=self.table.pk)
        document = getattr(fresh, self.document)
        return resolve_url("dispatches:detail", document) if document else super().get_success_url()


class DraftSubmission(DraftAct):
    """The submission with the table as its appendix, in the columns chosen."""

    document = "submission_id"
    done = gettext_lazy("Đã lập dự thảo tờ trình có bảng tổng hợp kèm theo.")

    def act(self) -> None:
        form = ColumnsForm(self.request.POST)
        columns = form.cleaned_data["columns"] if form.is_valid() else answer_letters.OPTIONAL
        answer_letters.draft_submission(self.table, columns, by=self.actor, at=clock.now())


class DraftNotice(DraftAct):
    """The letter that tells the units what came of their comments."""

    document = "notice_id"
    done = gettext_lazy("Đã lập dự thảo công văn thông báo kết quả.")

    def act(self) -> None:
        answer_letters.draft_notice(self.table, by=self.actor, at=clock.now())
