"""One round: its letter in preparation, or the board of its units."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts.columns import Column
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import readiness, reopening
from consultations.domain.agreement_figures import counted_of_round
from consultations.domain.agreement_opinions import agreement_of, carry_over
from consultations.domain.archive import archive
from consultations.domain.board import counts
from consultations.models import Consolidation, DiscardedRound, LaterRecord
from consultations.views.base import RoundAct, RoundPage
from consultations.views.board import STATE, UNIT, UnitList
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi
from dispatches import serving
from dispatches.domain import checking
from dispatches.domain.packing import pack_files
from dispatches.letter import Letter

SHOWN = 20  # records made after closing, above the board; each stands at its unit
ZIP = "application/zip"
EXPORT = (
    UNIT,
    STATE,
    Column(
        name="outcome", label=_("Kết quả"), value=lambda row: row.consultee.get_outcome_display()
    ),
    Column(name="reason", label=_("Lý do"), value=lambda row: row.consultee.outcome_reason),
    Column(
        name="answered",
        label=_("Trả lời lúc"),
        value=lambda row: row.response.received_at if row.response else None,
    ),
    Column(
        name="late",
        label=_("Muộn (ngày)"),
        value=lambda row: row.response.days_late if row.response else None,
    ),
    Column(
        name="term",
        label=_("Thời hạn"),
        value=lambda row: row.term.deadline.phrase_and_day if row.term else "",
    ),
    Column(
        name="concerned",
        label=_("Liên quan trực tiếp nội dung"),
        value=lambda row: ", ".join(str(content.ordinal) for content in row.concerned),
    ),
)
PICK = Column(name="pick", label=_("Chọn"), template="consultations/rounds/_pick_unit.html")
OPEN = (
    UNIT,
    STATE,
    Column(
        name="call",
        label=_("Công văn đến"),
        value=lambda row: row.response.received_at if row.response else None,
        order_by=("answered_at", "position"),
        template="consultations/rounds/_call_cell.html",
        css="small",
    ),
    Column(
        name="reminder",
        label=_("Nhắc"),
        value=lambda row: row.last_reminder.created_at if row.last_reminder else None,
        template="consultations/rounds/_reminder_cell.html",
        css="small muted",
    ),
    Column(name="acts", label=_("Xem"), template="consultations/rounds/_unit_acts.html", css="num"),
)
CLOSED = (
    UNIT,
    Column(
        name="state",
        label=_("Kết quả"),
        value=lambda row: row.consultee.get_outcome_display(),
        order_by=("outcome", "position"),
        template="consultations/rounds/_outcome_cell.html",
    ),
    Column(
        name="reason",
        label=_("Lý do"),
        value=lambda row: row.consultee.outcome_reason,
        css="small",
    ),
    Column(
        name="call",
        label=_("Trả lời"),
        value=lambda row: row.response.received_at if row.response else None,
        order_by=("answered_at", "position"),
        template="consultations/rounds/_answered_cell.html",
        css="small muted",
    ),
)


class RoundDetail(UnitList):
    """A round: the letter in preparation, or the board of units."""

    template_name = "consultations/rounds/board.html"
    file_name = "lay-y-kien"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the board, or its workbook; before the letter has left, its preparation."""
        if self.round_.is_issued:
            return super().get(request, **kwargs)
        return cast("HttpResponse", Preparation.as_view()(request, **kwargs))

    def get_columns(self) -> Sequence[Column]:
        """Show the outcomes once they are written."""
        if self.round_.closed_at:
            return CLOSED
        return (PICK, *OPEN) if self.may_pick else OPEN

    def get_exported(self) -> Sequence[Column]:
        return EXPORT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell how the round stands and what this user may do."""
        asked = self.round_
        return (
            super().get_context_data(**kwargs)
            | self._neighbours()
            | {
                "reopenings": asked.reopenings.select_related("reopened_by"),
                "discarded": self._discarded(),
                "later_records": self._later_records(),
                "runs": asked.bulk_runs.all()[:3],
                "counts": counts(asked),
                "contents_count": asked.contents.count(),
                "original": asked.original_term,
                "term": asked.term(),
                "last": asked.last_term(),
                "awaiting": self._awaiting(),
                "consolidation": Consolidation.objects.filter(round=asked).exists(),
                "agreement": agreement_of(asked),
                "by_content": [] if asked.is_sealed else counted_of_round(asked),
                "may_carry": allows(self.actor, Permission.AGREEMENT_EDIT),
                "may_edit": allows(self.actor, Permission.ROUND_EDIT),
                "may_enter": allows(self.actor, Permission.RESPONSE_ENTER),
                "may_close": allows(self.actor, Permission.ROUND_CLOSE),
                "may_answer": allows(self.actor, Permission.COMMENT_ANSWER),
                "may_confirm": allows(self.actor, Permission.ROUND_CONFIRM),
            }
        )

    def _awaiting(self) -> int:
        """How many units have no receipt on record from which their time runs."""
        if not self.round_.about_agreement:
            return 0
        return self.round_.consultees.awaiting_receipt().count()

    def _discarded(self) -> Iterable[DiscardedRound]:
        """Drafts of the round after this one that were thrown away."""
        thrown = self.round_.consultation.discarded_rounds.filter(ordinal=self.round_.ordinal + 1)
        return thrown.select_related("discarded_by", "consultation")

    def _later_records(self) -> Iterable[LaterRecord]:
        if self.round_.closed_at is None:
            return ()
        found = LaterRecord.objects.filter(consultee__round=self.round_)
        return found.select_related("consultee", "recorded_by")[:SHOWN]

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


class Preparation(RoundPage, TemplateResponseMixin):
    """The letter in preparation, and what stands against its leaving."""

    permission = Permission.ROUND_VIEW
    template_name = "consultations/rounds/preparation.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show contents, units and what is missing."""
        letter = Letter.from_json(self.round_.dispatch.letter or {})
        now = clock.now()
        context = self.get_context_data(
            may_edit=allows(self.actor, Permission.ROUND_EDIT),
            agreement=agreement_of(self.round_),
            contents=self.round_.contents.prefetch_related("passages", "concerned"),
            consultees=self.round_.consultees.all(),
            term=self.round_.original_term,
            obstacles=(obstacles := readiness.obstacles(self.round_, now)),
            outdated=str(readiness.OUTDATED) in obstacles,
            warnings=readiness.warnings(self.round_, working_calendar(), now),
            findings=checking.findings(letter, on=day_in_hanoi(now)),
        )
        return self.render_to_response(context)


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
