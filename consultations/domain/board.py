"""The board of a round: where each unit stands (bảng theo dõi đơn vị)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.domain import notices
from consultations.domain.contact import messages_to, newest_call
from consultations.domain.reminders import next_reminder
from consultations.enums import Outcome
from consultations.models import Consultee, Content, Draft, Response, Round, Term
from consultations.rules.outcome import of_positions
from deadlines.milestones import Milestone
from deadlines.working_days import WorkingCalendar
from outbox.enums import MessageState
from outbox.models import Message
from vietnamese.text import fold


class UnitState(models.TextChoices):
    """Where a unit stands in a round, most pressing first.

    Of a sealed round one sees that a unit has answered, and not what, until it is closed.
    """

    NOT_REACHED = "not_reached", _("Thư không đến")
    NO_ADDRESS = "no_address", _("Chưa có địa chỉ")
    WAITING = "waiting", _("Chờ gửi")
    UNOPENED = "unopened", _("Chưa mở")
    OPENED = "opened", _("Đã mở")
    DRAFTING = "drafting", _("Đang soạn")
    PENDING = "pending", _("Có văn bản trả lời chờ nhập")
    ANSWERED = "answered", _("Đã trả lời")
    DISAGREED = "disagreed", _("Không nhất trí")
    AGREED_WITH_COMMENTS = "agreed_with_comments", _("Nhất trí kèm góp ý")
    AGREED = "agreed", _("Nhất trí")


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
    drafted: int
    last_reminder: Message | None
    next_reminder: Milestone | None

    @property
    def reachable(self) -> bool:
        """Whether mail to the unit gets through, as far as one knows."""
        return self.state not in {UnitState.NOT_REACHED, UnitState.NO_ADDRESS}

    def named(self, words: Iterable[str]) -> bool:
        """Whether each folded word begins one of the name's: «yen» is in no «huyện»."""
        name = self.consultee.folded_name.split()
        return all(any(part.startswith(word) for part in name) for word in words)

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

    @property
    def comments(self) -> int:
        """How many contents the unit commented on."""
        if self.response is None or self.state == UnitState.ANSWERED:
            return 0
        return sum(1 for comment in self.response.comments.all() if comment.text)


@dataclass(frozen=True)
class Board:
    """All units of a round, those that need somebody first."""

    rows: Sequence[Row]
    contents: int
    counts: dict[str, int] = field(default_factory=dict)

    def narrowed(self, *, words: str, show: str) -> "Board":
        """Return the board with the units only whose name has the words and that `show` names.

        `show` is «owing», «concerned» or «unreached»; anything else shows all.
        """
        kept, wanted = _SHOWN.get(show, _any), fold(words).split()
        return replace(self, rows=[row for row in self.rows if kept(row) and row.named(wanted)])

    @property
    def pending(self) -> list[Row]:
        """Units of which a letter waits to be entered."""
        return [row for row in self.rows if row.consultee.waiting_reply]

    @property
    def unreached(self) -> list[Row]:
        """Units that mail does not reach."""
        return [row for row in self.rows if not row.reachable]

    @property
    def owing(self) -> list[Row]:
        """Units that owe an answer."""
        return [row for row in self.rows if not row.answered]


def board(round_: Round, *, at: datetime, calendar: WorkingCalendar) -> Board:
    """Return the board of a round in a fixed number of queries."""
    asked = round_.consultees.with_course().select_related("draft")
    consultees = list(asked.prefetch_related("transfers__from_unit").order_by("position"))
    contents = list(round_.contents.prefetch_related("concerned"))
    sent = messages_to(consultees)
    rows = [_row(c, contents, sent[c.pk], at, calendar) for c in consultees]
    rows.sort(key=_urgency)
    counts = {state.value: sum(row.state == state for row in rows) for state in UnitState}
    return Board(rows=rows, contents=len(contents), counts=counts)


def _any(row: Row) -> bool:
    return True


_SHOWN: dict[str, Callable[[Row], bool]] = {
    "owing": lambda row: not row.answered,
    "concerned": lambda row: bool(row.concerned),
    "unreached": lambda row: not row.reachable,
}


@dataclass(frozen=True)
class Share:
    """A part of the bar of answers: how many units stand in one group of states."""

    tone: str
    count: int
    label: str


def shares(found: Board) -> list[Share]:
    """Return the bar of answers of a board, from agreed to silent; empty parts are left out."""
    parts = [
        Share(tone, sum(found.counts[state.value] for state in states), str(label))
        for tone, states, label in _SHARES
    ]
    return [part for part in parts if part.count]


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


def _row(
    consultee: Consultee,
    contents: Sequence[Content],
    messages: Sequence[Message],
    at: datetime,
    calendar: WorkingCalendar,
) -> Row:
    response = consultee.counted_response
    answers = list(consultee.responses.all())
    reminders = [m for m in messages if m.kind == notices.REMINDER]
    call = newest_call(messages)
    draft = getattr(consultee, "draft", None)
    return Row(
        consultee=consultee,
        state=_state(consultee, response, draft, call),
        term=consultee.term,
        concerned=[c for c in contents if consultee.asked_unit in c.concerned.all()],
        call=call,
        response=response,
        kept=[answer for answer in answers if answer.is_late or answer.after_closing],
        drafted=sum(1 for answer in draft.answers.values() if answer["position"]) if draft else 0,
        last_reminder=reminders[-1] if reminders else None,
        next_reminder=None
        if answers or consultee.waiting_reply
        else next_reminder(consultee, at, calendar),
    )


def _state(
    consultee: Consultee,
    response: Response | None,
    draft: Draft | None,
    call: Message | None,
) -> UnitState:
    if response:
        return _answered_as(consultee, response)
    if consultee.waiting_reply:
        return UnitState.PENDING
    if draft:
        return UnitState.DRAFTING
    if consultee.opened_at:
        return UnitState.OPENED
    if not consultee.address:
        return UnitState.NO_ADDRESS
    if call and call.state == MessageState.FAILED:
        return UnitState.NOT_REACHED
    if call and call.state == MessageState.SENT:
        return UnitState.UNOPENED
    return UnitState.WAITING


def _answered_as(consultee: Consultee, response: Response) -> UnitState:
    if consultee.round.is_sealed:
        return UnitState.ANSWERED
    return _ANSWERED_AS[of_positions(c.position for c in response.comments.all())]


_ANSWERED_AS = {
    Outcome.AGREED: UnitState.AGREED,
    Outcome.AGREED_WITH_COMMENTS: UnitState.AGREED_WITH_COMMENTS,
    Outcome.DISAGREED: UnitState.DISAGREED,
}
_ORDER = list(UnitState)


def _urgency(row: Row) -> tuple[bool, bool, int, int]:
    """Silent units first, those directly concerned on top of them, then by state."""
    return row.answered, not row.concerned, _ORDER.index(row.state), row.consultee.position
