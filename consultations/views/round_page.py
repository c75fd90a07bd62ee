"""One round: its letter in preparation, or the board of its units."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts import spreadsheet
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import readiness, reopening
from consultations.domain.agreement_figures import Agreement, agreements
from consultations.domain.agreement_opinions import agreement_of, carry_over
from consultations.domain.archive import archive
from consultations.domain.board import Board, Row, board, shares
from consultations.models import Consolidation
from consultations.views.base import RoundAct, RoundPage
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from dispatches import serving
from dispatches.domain import checking
from dispatches.domain.packing import pack_files
from dispatches.letter import Letter

ZIP = "application/zip"
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
        """Show what the round's stage is about."""
        page = "board" if self.round_.is_issued else "preparation"
        return [f"consultations/rounds/{page}.html"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the round; its workbook on request."""
        if not self.round_.is_issued:
            return self.render_to_response(self.get_context_data(**self._preparation()))
        whole = board(self.round_, at=clock.now(), calendar=working_calendar())
        words, show = request.GET.get("q", ""), request.GET.get("show", "")
        found = whole.narrowed(words=words, show=show)
        if request.GET.get("export") == "xlsx":
            return self._export(found)
        extra = self._board(whole) | {"board": found, "query": words, "show": show}
        return self.render_to_response(self.get_context_data(**extra))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page what this user may do."""
        may_remind = allows(self.actor, Permission.ROUND_REMIND)
        return super().get_context_data(**kwargs) | {
            "may_edit": allows(self.actor, Permission.ROUND_EDIT),
            "may_remind": may_remind,
            "may_pick": may_remind and not self.round_.is_over,
            "may_enter": allows(self.actor, Permission.RESPONSE_ENTER),
            "may_close": allows(self.actor, Permission.ROUND_CLOSE),
            "may_answer": allows(self.actor, Permission.COMMENT_ANSWER),
            "may_confirm": allows(self.actor, Permission.ROUND_CONFIRM),
        }

    def _preparation(self) -> dict[str, Any]:
        letter = Letter.from_json(self.round_.dispatch.letter or {})
        return {
            "contents": self.round_.contents.prefetch_related("passages", "concerned"),
            "consultees": self.round_.consultees.all(),
            "term": self.round_.original_term,
            "obstacles": readiness.obstacles(self.round_, clock.now()),
            "warnings": readiness.warnings(self.round_, working_calendar()),
            "findings": checking.findings(letter, on=clock.today()),
        }

    def _board(self, whole: Board) -> dict[str, Any]:
        return self._neighbours() | {
            "reopenings": self.round_.reopenings.select_related("reopened_by"),
            "whole": whole,
            "shares": shares(whole),
            "original": self.round_.original_term,
            "term": self.round_.term(),
            "consolidation": Consolidation.objects.filter(round=self.round_).exists(),
            "agreement": agreement_of(self.round_),
            "by_content": self._agreement(whole),
            "may_carry": allows(self.actor, Permission.AGREEMENT_EDIT),
        }

    def _agreement(self, whole: Board) -> list[Agreement]:
        """How far the units agree; nothing of it while the round is sealed."""
        if self.round_.is_sealed:
            return []
        units = [row.consultee for row in whole.rows]
        return agreements(list(self.round_.contents.all()), units)

    def _neighbours(self) -> dict[str, Any]:
        """Which rounds stand before and after, and whether one may follow or this one reopen."""
        by_ordinal = {each.ordinal: each for each in self.round_.consultation.rounds.all()}
        earlier = by_ordinal.get(self.round_.ordinal - 1)
        later = by_ordinal.get(self.round_.ordinal + 1)
        carried = self.round_.contents.filter(carried_from__isnull=False)
        return {
            "earlier": earlier,
            "later": later,
            "compares": earlier is not None and carried.exists(),
            "following": self.round_.is_over and later is None,
            "may_reopen": not reopening.why_not(self.round_),
        }

    def _export(self, found: Board) -> HttpResponse:
        content = spreadsheet.workbook(
            [str(heading) for heading, _value in EXPORT],
            ([value(row) for _heading, value in EXPORT] for row in found.rows),
        )
        name = f"lay-y-kien-{self.round_.pk}.xlsx"
        return serving.attachment(content, spreadsheet.MEDIA_TYPE, name)


class CarryOpinions(RoundAct):
    """Write the units' answers into the file of the agreement that the round is about."""

    permission = Permission.AGREEMENT_EDIT

    def act(self) -> None:
        new = carry_over(self.round_, by=self.actor, at=clock.now())
        self.done = gettext("Đã ghi %d ý kiến mới vào hồ sơ thỏa thuận.") % new


class RoundArchive(RoundPage):
    """The whole round as one file: letter, answers, outcomes, hashes."""

    permission = Permission.ROUND_VIEW

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        """Give the ZIP while it is being packed; 404 before the letter left, or while sealed."""
        if not self.round_.is_issued or self.round_.is_sealed:
            raise Http404
        name = f"lay-y-kien-{self.round_.pk}.zip"
        return serving.attachment_in_pieces(pack_files(archive(self.round_)), ZIP, name)
