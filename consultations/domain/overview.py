"""What the first page says of all rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from consultations.domain.board import Counts, Row, Share, counts, rows
from consultations.domain.extensions import running
from consultations.domain.reminders import plan
from consultations.domain.standings import most_pressing, standings
from consultations.enums import Outcome, Stage, UnitState
from consultations.models import Round, Term
from consultations.models.terms import in_force
from deadlines.milestones import Milestone
from deadlines.working_days import WorkingCalendar

NAMED = 10  # units of a kind that the desk names; the board has all


@dataclass(frozen=True)
class OpenCall:
    """A round that takes answers, as the desk shows it."""

    round: Round
    term: Term | None
    original: Term | None
    counts: Counts
    pressing: Sequence[Row]
    unreached: Sequence[Row]
    next_reminder: Milestone | None
    over: bool
    extended: int  # units whose own longer time runs, once that of all is over
    extended_until: Term | None  # the latest of theirs

    @property
    def answered(self) -> int:
        """How many units have answered."""
        return self.counts.total - self.counts.owing

    @property
    def shares(self) -> Sequence[Share]:
        """The bar of answers."""
        return self.counts.shares


def open_calls(*, at: datetime, calendar: WorkingCalendar) -> list[OpenCall]:
    """Return the rounds that are issued and not closed, the nearest deadline first."""
    rounds = Round.objects.taking_answers().with_common_terms()
    calls = [_call(round_, at, calendar) for round_ in rounds]
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
    units = most_pressing(standings(round_))
    without_mail = Q(rank__in=[UnitState.NOT_REACHED.rank, UnitState.NO_ADDRESS.rank])
    pressing = units.filter(~without_mail, is_answered=False, elsewhere=False)
    named = [*units.filter(without_mail)[:NAMED], *pressing[:NAMED]]
    shown = rows(round_, named, at=at, calendar=calendar)
    ended = round_.stage(at) in (Stage.OVERDUE, Stage.PROPOSED)
    longer = running(round_, at) if ended else Term.objects.none()
    extended = longer.order_by().values("consultee").distinct().count()
    return OpenCall(
        round=round_,
        term=round_.last_term(),
        original=round_.original_term,
        counts=counts(round_),
        pressing=[row for row in shown if row.reachable],
        unreached=[row for row in shown if not row.reachable],
        next_reminder=_next_reminder(round_, at, calendar),
        over=ended and not extended,
        extended=extended,
        extended_until=longer.order_by("deadline_instant").last(),
    )


def _next_reminder(round_: Round, at: datetime, calendar: WorkingCalendar) -> Milestone | None:
    """Return when the next unit that owes an answer is reminded, whichever it is."""
    coming = [
        step
        for term in _terms_of_owing(round_)
        for step in plan(term, round_.dispatch.issued_at, calendar)
        if step.at > at
    ]
    return min(coming, key=lambda step: step.at, default=None)


def _terms_of_owing(round_: Round) -> list[Term]:
    """Return the time limits that hold for a unit that owes an answer, each instant once."""
    common, owing = round_.term(), standings(round_).filter(is_answered=False)
    if common is None:
        return []
    if common.deadline.awaits_receipt:
        return _begun(round_, owing)
    longer = Q(own_until__gt=common.deadline_instant)
    own = Term.objects.filter(consultee__in=owing.filter(longer).order_by().values("pk"))
    last = own.filter(deadline_instant__gt=common.deadline_instant).order_by()
    firsts = last.values("deadline_instant", "set_at").annotate(first=Min("pk"))
    terms = list(Term.objects.filter(pk__in=firsts.values("first")))
    under_common = Q(own_until=None) | Q(own_until__lte=common.deadline_instant)
    return [*terms, common] if owing.filter(under_common).exists() else terms


def _begun(round_: Round, owing: QuerySet[Any]) -> list[Term]:
    """Where each unit's time runs from its receipt: the limits of those that have the letter."""
    applying: dict[int | None, list[Term]] = {}
    for term in Term.objects.filter(round=round_):
        applying.setdefault(term.consultee_id, []).append(term)
    for_all = applying.pop(None, [])
    units = set(owing.order_by().values_list("pk", flat=True)) & set(applying)
    found = (in_force([*for_all, *applying[unit]]) for unit in units)
    return [term for term in found if term]
