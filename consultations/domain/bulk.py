"""Acts on all units that a filter of the board has found (thao tác hàng loạt).

As every run (see outbox.run_leases), but that what is done for the units of a part is written in
the same transaction: all of a part or none of it. So no unit is forgotten, and none is reminded,
extended or noted twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.bulk_acts import ACTS, Part, parts_of
from consultations.domain.locks import locked_round
from consultations.enums import BulkAct, PartState
from consultations.errors import ConsultationRefused
from consultations.models import BulkPart, BulkRun, Consultee, Round
from deadlines.value import NO_END, Deadline
from outbox import run_leases

PART = 100  # units of one transaction: the round is locked so long, and answers wait
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 3


@dataclass(frozen=True)
class Tally:
    """How many units of a run are in which state."""

    waiting: int
    done: int
    left_out: int

    @property
    def total(self) -> int:
        """How many units the run is about."""
        return self.waiting + self.done + self.left_out


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be done: the act, its words, and of an extension the deadline.

    `found_by` says in words by which filter the units were found.
    """

    act: BulkAct
    key: UUID
    found_by: str
    text: str = ""
    deadline: Deadline | None = None


def tally(run: BulkRun) -> Tally:
    """Count the run's units."""
    states = {state: Count("pk", filter=Q(state=state)) for state in PartState.values}
    return Tally(**run.parts.aggregate(**states))


@transaction.atomic
def start(round_: Round, order: Order, units: Sequence[int], *, by: User, at: datetime) -> BulkRun:
    """Begin an act on the units with these keys; a second click returns the run that there is.

    Refuses a round that does not take answers, and an empty selection.
    """
    round_ = locked_round(round_.pk)
    known = BulkRun.objects.filter(key=order.key, round=round_).first()
    if known:
        return known
    if not round_.is_running:
        raise ConsultationRefused(_("Chỉ thực hiện được khi đợt lấy ý kiến đang mở."))
    if not units:
        raise ConsultationRefused(_("Không có đơn vị nào khớp điều kiện lọc."))
    run = BulkRun.objects.create(
        round=round_,
        act=order.act,
        key=order.key,
        found_by=order.found_by[:500],
        text=order.text,
        deadline=parts_of(order.deadline) if order.deadline else None,
        started_by=by,
        started_at=at,
    )
    BulkPart.objects.bulk_create(
        [BulkPart(run=run, consultee_id=unit) for unit in units], batch_size=100
    )
    record(
        by=by,
        action="bulk.started",
        on=run,
        at=at,
        count=len(units),
        filter=run.found_by,
        text=run.text,
    )
    return run


def notes_on(consultee: Consultee) -> QuerySet[BulkPart]:
    """Return the notes in which the unit is meant."""
    notes = BulkPart.objects.filter(run__act=BulkAct.NOTE, state=PartState.DONE)
    return notes.filter(consultee=consultee).select_related("run__started_by")


def narrowed(found: QuerySet[Any], act: BulkAct) -> QuerySet[Any]:
    """Return those of the units of `standings` to which the act can be done at all."""
    if act == BulkAct.NOTE:
        return found
    owing = found.filter(is_answered=False)
    if act == BulkAct.EXTEND:
        return owing
    # Whose time runs from a receipt that has not come has nothing to be reminded of.
    begun = Q(own_until__isnull=False) | Q(common_until__lt=NO_END)
    return owing.filter(begun).exclude(address="")


def due(wall: datetime) -> QuerySet[BulkRun]:
    """Runs to go on with now."""
    return run_leases.due(BulkRun.objects.all(), wall)


def claim(run_id: int, *, wall: datetime) -> BulkRun | None:
    """Take the run for this process; None if it is not to be had."""
    runs = BulkRun.objects.select_related("started_by")
    return run_leases.claim(runs, run_id, wall=wall, lease=LEASE)


def go_on(run: BulkRun, *, at: datetime) -> None:
    """Do the next part of a claimed run, or finish it.

    A part at which workers die or break again and again is left out as a whole, with the reason.
    """
    waiting = run.parts.filter(state=PartState.WAITING).order_by("pk")
    part = list(waiting.select_related("consultee")[:PART])
    if not part:
        _finish(run, at=at)
    elif run.attempts > MAX_ATTEMPTS:
        problem = _("Tiến trình dừng giữa chừng nhiều lần; cả phần này chưa thực hiện.")
        _write(run, part, dict.fromkeys((each.consultee_id for each in part), problem))
    else:
        _do(run, part, at)


def _do(run: BulkRun, part: list[BulkPart], at: datetime) -> None:
    units = [each.consultee_id for each in part]
    with transaction.atomic():
        round_ = locked_round(run.round_id)
        if _let_go(run):
            _mark(part, ACTS[BulkAct(run.act)](Part(run=run, round=round_, units=units, at=at)))


def _write(run: BulkRun, part: list[BulkPart], refused: dict[int, str]) -> None:
    with transaction.atomic():
        if _let_go(run):
            _mark(part, refused)


def _mark(part: list[BulkPart], refused: dict[int, str]) -> None:
    for each in part:
        each.problem = refused.get(each.consultee_id, "")
        each.state = PartState.LEFT_OUT if each.problem else PartState.DONE
    BulkPart.objects.bulk_update(part, ["state", "problem"])


def _finish(run: BulkRun, *, at: datetime) -> None:
    counted = tally(run)
    with transaction.atomic():
        if _let_go(run, finished_at=at):
            facts = {"count": counted.done, "left_out": counted.left_out}
            record(by=SYSTEM, action="bulk.finished", on=run, at=at, **facts)


def _let_go(run: BulkRun, **changes: object) -> bool:
    return run_leases.give_back(BulkRun.objects.all(), run, **changes)
