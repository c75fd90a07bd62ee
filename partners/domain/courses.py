"""The course of an agreement: one step at a time, by whoever saw where it stood."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.agreement_enums import ChildKind, EventKind, Purpose, State
from partners.domain.agreement_case import Case, Missing, StepFacts
from partners.domain.agreement_events import enter, locked, require_seen
from partners.domain.agreement_guards import SUPERIOR, missing, missing_before
from partners.domain.agreement_periods import rearm
from partners.domain.agreement_relations import prove
from partners.domain.law import course_of, procedure_of
from partners.domain.opinions import ask_bodies, open_opinion
from partners.errors import PartnerRefused
from partners.models import Agreement
from partners.rules.courses import FINAL


class StepRefused(PartnerRefused):
    """A step that cannot be taken yet; `missing` says what it lacks and by whom."""

    def __init__(self, lacks: list[Missing]) -> None:
        self.missing = lacks
        super().__init__(" ".join(lack.text for lack in lacks))


@dataclass(frozen=True)
class Next:
    """A step that can follow, and what must be there before."""

    to: State
    missing: list[Missing]

    @property
    def is_end(self) -> bool:
        """Whether nothing follows it."""
        return self.to in FINAL


@transaction.atomic
def advance(
    agreement: Agreement, to: State, facts: StepFacts, *, seen: int, by: Actor, at: datetime
) -> Agreement:
    """Take a step; return the agreement as it then is.

    PartnerRefused for one that cannot follow or that was decided on an older version; StepRefused,
    with every sentence, while something is missing.
    """
    now = locked(agreement)
    require_seen(now, seen)
    if now.parent:
        now.parent = locked(now.parent)
    before = State(now.state)
    case = Case(now, to, facts, day_in_hanoi(at))
    if case.step is None:
        raise PartnerRefused(
            _("Từ trạng thái «%(before)s» không chuyển sang «%(after)s» được.")
            % {"before": before.label, "after": State(to).label}
        )
    if lacks := missing(case):
        raise StepRefused(lacks)
    enter(
        now,
        EventKind.STEP,
        to=to,
        on=facts.on,
        cites=facts.cites,
        note=facts.note,
        by=by,
        at=at,
        columns=_columns(now, before, to, facts),
    )
    _follow(now, to, facts, by=by, at=at)
    record(by=by, action="agreement.advanced", on=now, at=at, changes={"state": [before, to]})
    return now


def nexts(agreement: Agreement, today: date) -> Iterator[Next]:
    """Yield the steps that can follow, each with what it lacks today."""
    for to in course_of(agreement, today).following(State(agreement.state)):
        yield Next(to, missing_before(Case(agreement, to, StepFacts(), today)))


def _columns(now: Agreement, before: State, to: State, facts: StepFacts) -> dict[str, Any]:
    match to:
        case State.CONSULTING:
            return {"turn": now.turn + 1}
        case State.SIGNED:
            return {"signed_on": facts.on, "place": facts.place or now.place}
        case State.IN_FORCE if before == State.SIGNED:
            return {"effective_on": facts.on}
        case State.ENDED | State.WITHDRAWN:
            return {"ends_on": facts.on}
        case _:
            return {}


def _follow(now: Agreement, to: State, facts: StepFacts, *, by: Actor, at: datetime) -> None:
    """Do what a step brings with it."""
    on = facts.on or day_in_hanoi(at)
    match to:
        case State.CONSULTING:
            ask_bodies(now, Purpose.CONCLUDE, on=on, cites=facts.cites, by=by)
        case State.DISAGREED:
            found = procedure_of(now, on)
            branch = found.disagreement if found else None
            if branch:
                limit = branch.working_days
                open_opinion(
                    now, Purpose.CONCLUDE, branch.asked, limit, code=SUPERIOR, on=on, by=by
                )
        case State.IN_FORCE if now.child_kind == ChildKind.EXTENSION and now.parent:
            _extend(now.parent, now, on, by=by, at=at)
    prove(now, on=on, begins=to == State.SIGNED, by=by, at=at)
    rearm(now)


def _extend(parent: Agreement, child: Agreement, on: date, *, by: Actor, at: datetime) -> None:
    """Move the end of the first agreement.

    Both sides agreed on it after a notice, if there was one: the end that was given notice of is
    no more.
    """
    columns = {"extended_to": child.extended_to, "ends_on": None}
    enter(parent, EventKind.EXTENDED, on=on, note=child.title, by=by, at=at, columns=columns)
    rearm(parent)
    record(by=by, action="agreement.extended", on=parent, at=at, child=child.title)
