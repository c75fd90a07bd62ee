"""What the first page says of all rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from consultations.domain.board import Board, Row, Share, board, shares
from consultations.domain.reminders import next_reminder
from consultations.enums import Outcome, Stage
from consultations.models import Round, Term
from deadlines.milestones import Milestone
from deadlines.working_days import WorkingCalendar


@dataclass(frozen=True)
class OpenCall:
    """A round that takes answers, as the desk shows it."""

    round: Round
    term: Term | None
    original: Term | None
    board: Board
    next_reminder: Milestone | None
    over: bool

    @property
    def answered(self) -> int:
        """How many units have answered."""
        return len(self.board.rows) - len(self.board.owing)

    @property
    def shares(self) -> Sequence[Share]:
        """The bar of answers."""
        return shares(self.board)

    @property
    def pressing(self) -> list[Row]:
        """Units that owe an answer although a content concerns them directly."""
        return [row for row in self.board.owing if row.concerned and row.reachable]

    @property
    def unreached(self) -> list[Row]:
        """Units that the call has not reached."""
        return self.board.unreached


def open_calls(*, at: datetime, calendar: WorkingCalendar) -> list[OpenCall]:
    """Return the rounds that are issued and not closed, the nearest deadline first."""
    calls = [_call(round_, at, calendar) for round_ in Round.objects.taking_answers().with_course()]
    return sorted(calls, key=lambda call: call.term.deadline_instant if call.term else at)


def in_preparation() -> QuerySet[Round]:
    """Return the rounds whose letter has not left."""
    return Round.objects.in_preparation().with_course()


def closed() -> list[tuple[Round, list[tuple[str, int]]]]:
    """Return the closed rounds with how many units came to which outcome, newest first."""
    rounds = Round.objects.filter(closed_at__isnull=False).with_course()
    counted = (
        rounds.values_list("pk", "consultees__outcome")
        .annotate(units=Count("consultees"))
        .order_by("pk")
    )
    counts: dict[int, dict[str, int]] = {}
    for pk, outcome, units in counted:
        counts.setdefault(pk, {})[outcome] = units
    return [
        (
            round_,
            [
                (str(outcome.label), counts[round_.pk][outcome])
                for outcome in Outcome
                if outcome in counts.get(round_.pk, {})
            ],
        )
        for round_ in rounds
    ]


def _call(round_: Round, at: datetime, calendar: WorkingCalendar) -> OpenCall:
    found = board(round_, at=at, calendar=calendar)
    coming = [
        step
        for row in found.owing
        if (step := next_reminder(row.consultee, at, calendar)) is not None
    ]
    return OpenCall(
        round=round_,
        term=round_.term(),
        original=round_.original_term,
        board=found,
        next_reminder=min(coming, key=lambda step: step.at, default=None),
        over=round_.stage(at) in (Stage.OVERDUE, Stage.PROPOSED),
    )
