"""One round: its letter in preparation, or the board of its units."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts import spreadsheet
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import readiness
from consultations.domain.board import Board, Row, board, shares
from consultations.domain.letters import history_paragraph
from consultations.views.base import RoundPage
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from dispatches import lint
from dispatches.letter import Letter

EXPORT: Sequence[tuple[str | Promise, Callable[[Row], spreadsheet.Value]]] = (
    (_("Đơn vị"), lambda row: row.consultee.committee),
    (_("Trạng thái"), lambda row: str(row.state.label)),
    (_("Kết quả"), lambda row: row.consultee.get_outcome_display()),
    (_("Lý do"), lambda row: row.consultee.outcome_reason),
    (_("Trả lời lúc"), lambda row: row.response.received_at if row.response else None),
    (_("Muộn (ngày)"), lambda row: row.response.days_late if row.response else None),
    (_("Thời hạn"), lambda row: row.term.deadline_phrase if row.term else ""),
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

    def _found(self) -> Board:
        """The board as asked for: by name, by a group of units, or whole."""
        whole = board(self.round_, at=clock.now(), calendar=working_calendar())
        self.whole = whole
        return whole.narrowed(
            words=self.request.GET.get("q", ""), show=self.request.GET.get("show", "")
        )

    def _board(self) -> dict[str, Any]:
        found = self._found()
        return {
            "board": found,
            "whole": self.whole,
            "shares": shares(self.whole),
            "original": self.round_.original_term,
            "term": self.round_.term(),
            "earlier": self.round_.consultation.rounds.filter(
                ordinal=self.round_.ordinal - 1
            ).first(),
            "query": self.request.GET.get("q", ""),
            "show": self.request.GET.get("show", ""),
        }

    def _export(self) -> HttpResponse:
        content = spreadsheet.workbook(
            [str(heading) for heading, _value in EXPORT],
            ([value(row) for _heading, value in EXPORT] for row in self._found().rows),
        )
        response = HttpResponse(content, content_type=spreadsheet.MEDIA_TYPE)
        name = f"lay-y-kien-{self.round_.pk}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
