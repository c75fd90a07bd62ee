"""The list of rounds, one round, one unit's part in it, the board as a workbook."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts import spreadsheet
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import readiness
from consultations.domain.board import board, shares
from consultations.domain.contact import messages_to
from consultations.domain.letters import history_paragraph
from consultations.domain.reminders import plan
from consultations.models import Consultee, Response, Round
from consultations.views.base import RoundPage
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from dispatches import lint
from dispatches.letter import Letter


class RoundFilters(Filters):
    """Search over the matter's title and the letter's number."""

    search_in = ("dispatch__search_key",)

    class Meta:
        model = Round
        fields: Sequence[str] = ()


class RoundList(ListPage):
    """All rounds, newest first."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/list.html"
    filters = RoundFilters
    order = "-created"
    file_name = "lay-y-kien"
    empty = Empty(
        title=_("Chưa có việc lấy ý kiến"),
        text=_("Lập việc lấy ý kiến đầu tiên: tên việc, đơn vị, thời hạn, nội dung."),
    )

    def get_queryset(self) -> QuerySet[Round]:
        return Round.objects.with_course().annotate(
            asked=Count("consultees", distinct=True),
            replied=Count("consultees__responses__consultee", distinct=True),
        )

    def get_columns(self) -> Sequence[Column]:
        now = clock.now()
        return (
            Column(
                name="title",
                label=_("Việc lấy ý kiến"),
                value=lambda r: r.label,
                order_by=("consultation__title", "ordinal"),
                url=lambda r: reverse("consultations:round", args=[r.pk]),
            ),
            Column(
                name="created",
                label=_("Công văn"),
                value=lambda r: r.dispatch.full_number,
                order_by=("pk",),
            ),
            Column(name="date", label=_("Ngày"), value=lambda r: r.dispatch.date),
            Column(
                name="deadline",
                label=_("Thời hạn"),
                value=lambda r: r.term().deadline_phrase if r.term() else "",
            ),
            Column(name="stage", label=_("Trạng thái"), value=lambda r: str(r.stage(now).label)),
            Column(
                name="replied",
                label=_("Đã trả lời"),
                value=lambda r: f"{r.replied}/{r.asked}" if r.terms.all() else "",
                css="num",
            ),
        )


class RoundDetail(RoundPage, TemplateResponseMixin):
    """A round: the letter in preparation, or the board of units."""

    permission = Permission.ROUND_VIEW

    def get_template_names(self) -> list[str]:
        if self.round_.is_issued:
            return ["consultations/rounds/board.html"]
        return ["consultations/rounds/preparation.html"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the round; its workbook on request."""
        if self.round_.is_issued and request.GET.get("export") == "xlsx":
            return self._export()
        extra = self._board() if self.round_.is_issued else self._preparation()
        return self.render_to_response(self.get_context_data(**extra, **self._rights()))

    def _rights(self) -> dict[str, Any]:
        user = self.request.user
        return {
            "may_edit": allows(user, Permission.ROUND_EDIT),
            "may_remind": allows(user, Permission.ROUND_REMIND),
            "may_close": allows(user, Permission.ROUND_CLOSE),
        }

    def _preparation(self) -> dict[str, Any]:
        letter = Letter.from_json(self.round_.dispatch.letter)
        return {
            "contents": self.round_.contents.prefetch_related("passages", "concerned"),
            "consultees": self.round_.consultees.all(),
            "term": self.round_.original_term,
            "obstacles": readiness.obstacles(self.round_, clock.now()),
            "warnings": readiness.warnings(self.round_, working_calendar()),
            "findings": lint.findings(letter),
            "history": history_paragraph(self.round_),
        }

    def _board(self) -> dict[str, Any]:
        found = board(self.round_, at=clock.now(), calendar=working_calendar())
        return {
            "board": found,
            "shares": shares(found),
            "original": self.round_.original_term,
            "term": self.round_.term(),
            "earlier": self.round_.consultation.rounds.filter(
                ordinal=self.round_.ordinal - 1
            ).first(),
            "query": self.request.GET.get("q", ""),
        }

    def _export(self) -> HttpResponse:
        found = board(self.round_, at=clock.now(), calendar=working_calendar())
        headings = [
            _("Đơn vị"),
            _("Trạng thái"),
            _("Kết quả"),
            _("Lý do"),
            _("Trả lời lúc"),
            _("Muộn (ngày)"),
            _("Thời hạn"),
        ]
        rows = (
            [
                row.consultee.committee,
                str(row.state.label),
                row.consultee.get_outcome_display(),
                row.consultee.outcome_reason,
                row.response.received_at if row.response else None,
                row.response.days_late if row.response else None,
                row.term.deadline_phrase if row.term else "",
            ]
            for row in found.rows
        )
        response = HttpResponse(
            spreadsheet.workbook([str(heading) for heading in headings], rows),
            content_type=spreadsheet.MEDIA_TYPE,
        )
        name = f"lay-y-kien-{self.round_.pk}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class UnitDetail(RoundPage, TemplateResponseMixin):
    """One unit's part in a round: what went out, what came in, what comes next."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/unit.html"

    @cached_property
    def consultee(self) -> Consultee:
        consultees = self.round_.consultees.with_course().select_related("draft")
        return get_object_or_404(consultees, pk=self.kwargs["consultee"])

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show answers, messages, contacts and the reminders to come."""
        now = clock.now()
        term = self.consultee.term
        issued_at = self.round_.dispatch.issued_at
        steps = plan(term, issued_at, working_calendar()) if term and issued_at else []
        return self.render_to_response(
            self.get_context_data(
                consultee=self.consultee,
                term=term,
                original=self.round_.original_term,
                sent=messages_to([self.consultee])[self.consultee.pk],
                responses=self._responses(),
                to_come=[] if self.consultee.latest_response else [s for s in steps if s.at > now],
                hand_overs=self.consultee.hand_overs.select_related("recorded_by"),
                may_remind=allows(request.user, Permission.ROUND_REMIND),
            )
        )

    def _responses(self) -> QuerySet[Response]:
        return (
            self.consultee.responses.select_related("term", "submitted_by")
            .prefetch_related("comments__content", "response_files__file")
            .order_by("-version")
        )


class Comments(RoundPage, TemplateResponseMixin):
    """Every opinion of a round, content by content."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/comments.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show for each content what each unit's latest answer says."""
        consultees = self.round_.consultees.with_course().order_by("position")
        answered = [(c, c.latest_response) for c in consultees if c.latest_response]
        said = {
            (comment.content_id, consultee.pk): comment
            for consultee, response in answered
            for comment in response.comments.all()
        }
        contents = [
            (content, [(c, said.get((content.pk, c.pk))) for c, _response in answered])
            for content in self.round_.contents.all()
        ]
        return self.render_to_response(self.get_context_data(contents=contents))
