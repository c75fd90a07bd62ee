"""Where each unit of a round stands, worked out by the database (tình trạng từng đơn vị).

A round may ask 3,300 units: what the board filters, sorts and counts by are columns of one query,
and only the rows of a page are ever read.
"""

from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from consultations.domain import notices
from consultations.domain.reach import with_reach
from consultations.enums import PendingState, Position, UnitState
from consultations.models import (
    Comment,
    Content,
    PartTransfer,
    PendingResponse,
    Response,
    Round,
    Term,
)
from deadlines.value import NO_END
from outbox.enums import MessageState
from outbox.models import Message


def standings(round_: Round) -> QuerySet[Any]:
    """Return the units of a round with where they stand, in no order yet.

    Columns: `asked_id` the unit that the letter asked; `counted_id`, `answered_at` the answer that
    counts; `waiting_reply` a letter still to be entered; `rank` of the state; `is_answered`;
    `elsewhere` unless a content concerns the unit directly; `own_until`, `common_until` until when
    its own extension and the letter give it time; `is_reached` whether there is evidence that the
    call came to it in time (`reach`).
    """
    counted = _counted()
    concerned = Content.concerned.through.objects.filter(content__round=round_)
    first_transfer = PartTransfer.objects.filter(consultee=OuterRef("pk")).order_by("pk")
    extensions = Term.objects.filter(consultee=OuterRef("pk"), received_on__isnull=True)
    units: QuerySet[Any] = round_.consultees.select_related("district", "draft")
    found: QuerySet[Any] = units.annotate(
        asked_id=Coalesce(
            Subquery(first_transfer.values("from_unit")[:1]),
            F("district_id"),
            output_field=BigIntegerField(),
        ),
        counted_id=Subquery(counted.values("pk")[:1]),
        answered_at=Subquery(counted.values("received_at")[:1]),
        waiting_reply=Subquery(_waiting().values("pk")[:1]),
        rank=_rank(round_, counted),
        own_until=_latest(extensions),
        common_until=_common_until(round_),
    ).annotate(
        is_answered=_flag(Q(Exists(_answers())) | Q(waiting_reply__isnull=False)),
        elsewhere=_flag(~Q(asked_id__in=concerned.values("district"))),
    )
    return with_reach(found)


def _common_until(round_: Round) -> Any:
    """Until when the letter, or an extension for all, gives the unit time.

    Where the letter's limit runs from the unit's receipt, there is no end before that.
    """
    for_all = [term for term in round_.terms.all() if term.consultee_id is None]
    ends = [term.deadline_instant for term in for_all if not term.deadline.awaits_receipt]
    latest = Value(max(ends, default=None), output_field=DateTimeField())
    if all(not term.deadline.awaits_receipt for term in for_all):
        return latest
    received = Term.objects.filter(consultee=OuterRef("pk"), received_on__isnull=False)
    no_end = Value(NO_END, output_field=DateTimeField())
    from_receipt = Coalesce(_latest(received), no_end)
    return Greatest(from_receipt, latest) if ends else from_receipt


def _latest(terms: QuerySet[Term]) -> Subquery:
    return Subquery(terms.order_by("-deadline_instant").values("deadline_instant")[:1])


def most_pressing(units: QuerySet[Any]) -> QuerySet[Any]:
    """Silent units first, those directly concerned on top of them, then by state."""
    return units.order_by("is_answered", "elsewhere", "rank", "position")


def _counted() -> QuerySet[Response]:
    """The answers of a unit, the one that counts first: see `consultations.rules.counting`."""
    late = Case(When(received_at__gte=F("term__deadline_instant"), then=1), default=0)
    let_in = Q(after_closing=False) | Q(readmitted_by__isnull=False)
    return _answers().filter(let_in).order_by(late, "-received_at", "-version")


def _answers() -> QuerySet[Response]:
    return Response.objects.filter(consultee=OuterRef("pk"))


def _waiting() -> QuerySet[PendingResponse]:
    return PendingResponse.objects.filter(consultee=OuterRef("pk"), state=PendingState.WAITING)


def _calls() -> QuerySet[Message]:
    return Message.objects.filter(
        topic_type=notices.TOPIC, topic_id=OuterRef("pk"), kind=notices.CALL
    )


def _rank(round_: Round, counted: QuerySet[Response]) -> Coalesce:
    """The place of the unit's state: what its answer says, or how far it is without one."""
    said = counted.annotate(stands=Value(UnitState.ANSWERED.rank))
    if not round_.is_sealed:
        said = counted.annotate(stands=_gravest_position())
    newest_call = _calls().order_by("-pk").annotate(stands=_what_the_server_said())
    silent = Case(
        When(Exists(_waiting()), then=UnitState.PENDING.rank),
        When(draft__isnull=False, then=UnitState.DRAFTING.rank),
        When(opened_at__isnull=False, then=UnitState.OPENED.rank),
        When(address="", then=UnitState.NO_ADDRESS.rank),
        default=Coalesce(Subquery(newest_call.values("stands")[:1]), UnitState.WAITING.rank),
        output_field=IntegerField(),
    )
    return Coalesce(Subquery(said.values("stands")[:1]), silent)


def _gravest_position() -> Case:
    """See `consultations.rules.outcome.of_positions`."""

    def has(position: Position) -> Exists:
        return Exists(Comment.objects.filter(response=OuterRef("pk"), position=position))

    return Case(
        When(has(Position.DISAGREE), then=UnitState.DISAGREED.rank),
        When(has(Position.AGREE_WITH_COMMENTS), then=UnitState.AGREED_WITH_COMMENTS.rank),
        default=UnitState.AGREED.rank,
    )


def _what_the_server_said() -> Case:
    return Case(
        When(state=MessageState.FAILED, then=UnitState.NOT_REACHED.rank),
        When(state=MessageState.SENT, then=UnitState.UNOPENED.rank),
        default=UnitState.WAITING.rank,
    )


def _flag(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())
