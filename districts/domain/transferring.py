"""Moving what is open for a unit that has ended to those that take its place (chuyển việc)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts import holdings
from districts.domain.lineage import Lineage, Responsible, responsible_for
from districts.domain.units import ended_by, exists_on
from districts.errors import DistrictRefused, TransferRefused
from districts.holdings import Holding, HoldingKind, Passing
from districts.models import District
from vietnamese.dates import short_date


@dataclass(frozen=True)
class Choice:
    """One open thing and the unit that is to take it over."""

    kind: str
    pk: int
    to: District


@dataclass(frozen=True)
class OpenKind:
    """The open things of one kind, and who takes them over unless somebody decides otherwise."""

    kind: HoldingKind
    holdings: Sequence[Holding]
    default: District | None


@dataclass(frozen=True)
class Trial:
    """What moving one thing would come to: nothing in `refusal` if it can be moved."""

    kind: HoldingKind
    holding: Holding
    to: District
    refusal: str


@dataclass(frozen=True)
class Share:
    """How many things of one kind go to one unit, and how many of them cannot."""

    kind: HoldingKind
    to: District
    count: int
    refused: int


def shares(trials: Sequence[Trial]) -> list[Share]:
    """Return what the trials come to, by kind and unit, in the order of the trials."""
    grouped: dict[tuple[str, int], list[Trial]] = {}
    for trial in trials:
        grouped.setdefault((trial.kind.code, trial.to.pk), []).append(trial)
    return [
        Share(same[0].kind, same[0].to, len(same), sum(bool(trial.refusal) for trial in same))
        for same in grouped.values()
    ]


def open_holdings(unit: District, day: date) -> list[OpenKind]:
    """Return what is open for a unit that has ended, by kind; its successor is proposed.

    A unit that was split leaves the choice open, and so does a province that follows a district
    for what only a local unit can do.
    """
    if exists_on(unit, day):
        return []
    lineage = Lineage.load()
    followers = [one.unit for one in lineage.responsible_for(unit, day)]
    answering = [one.unit for one in lineage.answering_for(unit, day)]
    return [
        OpenKind(kind, found, _default(kind, answering if kind.as_agreement else followers))
        for kind in holdings.kinds()
        if (found := kind.find([unit], day))
    ]


def ended_with_work(day: date) -> list[tuple[District, int]]:
    """Return the units that have ended with something still open, and how much, the oldest first.

    The kinds are asked for all units at once: the first page asks this every time.
    """
    ended = list(ended_by(day))
    if not ended:
        return []
    count = Counter(found.unit_pk for kind in holdings.kinds() for found in kind.find(ended, day))
    return [(unit, count[unit.pk]) for unit in ended if count[unit.pk]]


def count_open(unit: District, day: date) -> int:
    """Return how many things are open for a unit that has ended; none while it exists."""
    return sum(len(found.holdings) for found in open_holdings(unit, day))


@transaction.atomic
def try_out(unit: District, choices: Sequence[Choice], *, by: Actor, at: datetime) -> list[Trial]:
    """Return what each choice would come to: done for a moment, and undone again."""
    found = _chosen(unit, choices, at)
    followers = responsible_for(unit, day_in_hanoi(at))
    trials = [
        Trial(kind, holding, choice.to, _attempt(kind, choice, unit, followers, by=by, at=at))
        for choice, (kind, holding) in zip(choices, found, strict=True)
    ]
    transaction.set_rollback(True)
    return trials


@transaction.atomic
def transfer(unit: District, choices: Sequence[Choice], *, by: Actor, at: datetime) -> int:
    """Move the chosen things, all or none; return how many.

    The unit is locked: of two who transfer at the same moment the second finds what the first has
    left. TransferRefused with the first reason why something cannot be moved.
    """
    unit = District.objects.select_for_update(no_key=True).get(pk=unit.pk)
    found = _chosen(unit, choices, at)
    if not choices:
        raise TransferRefused(_("Chưa chọn việc nào để chuyển."))
    followers = responsible_for(unit, day_in_hanoi(at))
    for choice, (kind, holding) in zip(choices, found, strict=True):
        try:
            _move(kind, choice, unit, followers, by=by, at=at)
        except DistrictRefused as refusal:
            raise TransferRefused(f"{kind.label}, {holding.title}: {refusal}") from refusal
    moved = Counter(f"{kind.label} → {c.to}" for c, (kind, _h) in zip(choices, found, strict=True))
    record(by=by, action="unit.transferred", on=unit, at=at, moved=dict(moved))
    return len(choices)


def _default(kind: HoldingKind, followers: Sequence[District]) -> District | None:
    able = [unit for unit in followers if kind.may_go_to(unit)]
    return able[0] if len(followers) == 1 and able else None


def _chosen(
    unit: District, choices: Sequence[Choice], at: datetime
) -> list[tuple[HoldingKind, Holding]]:
    day = day_in_hanoi(at)
    if exists_on(unit, day):
        raise TransferRefused(_("Đơn vị đang hoạt động, không có việc phải chuyển."))
    there = {
        (found.kind.code, holding.pk): (found.kind, holding)
        for found in open_holdings(unit, day)
        for holding in found.holdings
    }
    keys = [(choice.kind, choice.pk) for choice in choices]
    if not all(key in there for key in keys):
        raise TransferRefused(_("Danh sách việc vừa thay đổi. Đề nghị mở lại trang."))
    found = [there[key] for key in keys]
    once = Counter(key for key, (kind, _h) in zip(keys, found, strict=True) if not kind.several)
    if max(once.values(), default=0) > 1:
        raise TransferRefused(_("Mỗi việc chỉ chuyển cho một đơn vị."))
    return found


def _attempt(
    kind: HoldingKind,
    choice: Choice,
    unit: District,
    followers: Sequence[Responsible],
    *,
    by: Actor,
    at: datetime,
) -> str:
    try:
        with transaction.atomic():
            _move(kind, choice, unit, followers, by=by, at=at)
    except DistrictRefused as refusal:
        return str(refusal)
    return ""


def _move(
    kind: HoldingKind,
    choice: Choice,
    unit: District,
    followers: Sequence[Responsible],
    *,
    by: Actor,
    at: datetime,
) -> None:
    day = day_in_hanoi(at)
    if not exists_on(choice.to, day):
        raise TransferRefused(
            _("«%(unit)s» không có vào ngày %(day)s.")
            % {"unit": choice.to.full_name, "day": short_date(day)}
        )
    if kind.move is None:
        raise TransferRefused(str(kind.instead))
    if not kind.may_go_to(choice.to):
        raise TransferRefused(_("việc này chỉ chuyển được cho đơn vị cấp dưới của tỉnh."))
    kind.move(choice.pk, _passing(unit, choice.to, followers), by=by, at=at)


def _passing(old: District, new: District, followers: Sequence[Responsible]) -> Passing:
    way = next((found for found in followers if found.unit == new), None)
    if way is None:
        return Passing(old=old, new=new)
    same = all(step.same_office for step in way.path)
    return Passing(old=old, new=new, basis=way.basis, same_office=same)
