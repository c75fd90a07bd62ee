"""The board of a round: where each unit stands (bảng theo dõi đơn vị)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from consultations.domain import notices
from consultations.domain.contact import messages_to, newest_call
from consultations.domain.reminders import plan
from consultations.domain.standings import standings
from consultations.enums import Outcome, UnitState
from consultations.models import Comment, Consultee, Content, Response, Round, Term
from consultations.models.terms import in_force
from deadlines.milestones import Milestone
from deadlines.working_days import WorkingCalendar
from outbox.models import Message


@dataclass(frozen=True)
class Row:
    """One unit on the board."""

    consultee: Consultee
    state: UnitState
    term: Term | None
    concerned: Sequence[Content]
    call: Message | None
    response: Response | None
    kept: Sequence[Response]
    comments: int
    drafted: int
    last_reminder: Message | None
    next_reminder: Milestone | None

    @property
    def reachable(self) -> bool:
        """Whether mail to the unit gets through, as far as one knows."""
        return self.state not in {UnitState.NOT_REACHED, UnitState.NO_ADDRESS}

    @property
    def answered(self) -> bool:
        """Whether the unit owes nothing: it has answered, or its letter waits to be entered."""
        return bool(self.response or self.kept or self.consultee.waiting_reply)

    @property
    def only_kept(self) -> Sequence[Response]:
        """Answers that came too late to count beside, or instead of, the one that does."""
        return [answer for answer in self.kept if answer != self.response]

    @property
    def outcome(self) -> Outcome | None:
        """The outcome written at closing, if the round is closed."""
        return Outcome(self.consultee.outcome) if self.consultee.outcome else None


@dataclass(frozen=True)
class Counts:
    """How many units of a round stand where."""

    states: Mapping[UnitState, int]
    owing: int

    @property
    def total(self) -> int:
        """How many units were asked."""
        return sum(self.states.values())

    @property
    def unreached(self) -> int:
        """How many units mail does not reach."""
        return self.states[UnitState.NOT_REACHED] + self.states[UnitState.NO_ADDRESS]

    @property
    def shares(self) -> "list[Share]":
        """The bar of answers, from agreed to silent; empty parts are left out."""
        parts = [
            Share(tone, sum(self.states[state] for state in states), str(label))
            for tone, states, label in _SHARES
        ]
        return [part for part in parts if part.count]


@dataclass(frozen=True)
class Share:
    """A part of the bar of answers: how many units stand in one group of states."""

    tone: str
    count: int
    label: str


_SHARES = (
    ("ok", (UnitState.AGREED,), _("nhất trí")),
    ("but", (UnitState.AGREED_WITH_COMMENTS,), _("có góp ý")),
    ("bad", (UnitState.DISAGREED,), _("không nhất trí")),
    ("ok", (UnitState.ANSWERED,), _("đã trả lời")),
    ("but", (UnitState.PENDING,), _("chờ nhập")),
    ("draft", (UnitState.DRAFTING,), _("đang soạn")),
    ("idle", (UnitState.OPENED, UnitState.UNOPENED, UnitState.WAITING), _("chưa trả lời")),
    ("bad", (UnitState.NO_ADDRESS, UnitState.NOT_REACHED), _("thư không đến")),
)


def counts(round_: Round) -> Counts:
    """Count the units of a round by where they stand, in one query."""
    groups = standings(round_).order_by().values("rank", "is_answered").annotate(n=Count("pk"))
    states = dict.fromkeys(UnitState, 0)
    owing = 0
    for group in groups:
        states[_ORDER[group["rank"]]] += group["n"]
        owing += 0 if group["is_answered"] else group["n"]
    return Counts(states, owing)


def rows(
    round_: Round, units: Iterable[Any], *, at: datetime, calendar: WorkingCalendar
) -> list[Row]:
    """Return the rows of some units of `standings`, in their order, in few queries."""
    units = list(units)
    prefetch_related_objects(units, Prefetch("responses", Response.objects.select_related("term")))
    facts = _Facts(
        round=round_,
        common=[term for term in round_.terms.all() if term.consultee_id is None],
        own=_own_terms(units),
        concerned=_concerned(round_, units),
        messages=messages_to(units),
        comments=_comments(round_, units),
        at=at,
        calendar=calendar,
    )
    return [_row(unit, facts) for unit in units]


@dataclass(frozen=True)
class _Facts:
    """What the rows of one page are made of."""

    round: Round
    common: Sequence[Term]
    own: Mapping[int, Sequence[Term]]
    concerned: Mapping[int, Sequence[Content]]
    messages: Mapping[int, Sequence[Message]]
    comments: Mapping[int, int]
    at: datetime
    calendar: WorkingCalendar

    def term(self, unit: Consultee) -> Term | None:
        """The time limit in force for the unit, of all units' and its own."""
        return in_force([*self.common, *self.own.get(unit.pk, ())])


def _own_terms(units: Sequence[Consultee]) -> dict[int, list[Term]]:
    found: dict[int, list[Term]] = {}
    for term in Term.objects.filter(consultee__in=units).order_by("pk"):
        found.setdefault(term.consultee_id or 0, []).append(term)
    return found


def _concerned(round_: Round, units: Sequence[Any]) -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = {}
    asked = {unit.asked_id for unit in units}
    links = Content.concerned.through.objects.filter(content__round=round_, district__in=asked)
    for link in links.select_related("content").order_by("content__ordinal"):
        found.setdefault(link.district_id, []).append(link.content)
    return found


def _comments(round_: Round, units: Sequence[Any]) -> dict[int, int]:
    """How many contents each answer that counts comments on; of a sealed round nothing."""
    if round_.is_sealed:
        return {}
    said = Comment.objects.filter(response__in=[u.counted_id for u in units if u.counted_id])
    groups = said.exclude(text="").order_by().values_list("response").annotate(n=Count("pk"))
    return dict(groups)


def _row(unit: Any, facts: _Facts) -> Row:
    answers = list(unit.responses.all())
    sent = facts.messages[unit.pk]
    reminders = [message for message in sent if message.kind == notices.REMINDER]
    draft = getattr(unit, "draft", None)
    term = facts.term(unit)
    silent = not answers and not unit.waiting_reply
    return Row(
        consultee=unit,
        state=_ORDER[unit.rank],
        term=term,
        concerned=facts.concerned.get(unit.asked_id, []),
        call=newest_call(sent),
        response=next((answer for answer in answers if answer.pk == unit.counted_id), None),
        kept=[answer for answer in answers if answer.is_late or answer.after_closing],
        comments=facts.comments.get(unit.counted_id, 0),
        drafted=sum(1 for answer in draft.answers.values() if answer["position"]) if draft else 0,
        last_reminder=reminders[-1] if reminders else None,
        next_reminder=_next_reminder(term, facts) if silent else None,
    )


def _next_reminder(term: Term | None, facts: _Facts) -> Milestone | None:
    steps = plan(term, facts.round.dispatch.issued_at, facts.calendar) if term else []
    return next((step for step in steps if step.at > facts.at), None)


_ORDER = list(UnitState)
