"""What is still open for a unit that has ended (công việc còn lại của đơn vị cũ).

Each app registers its kinds of holding in `AppConfig.ready`: how to find them for units and how
to move one to a unit that takes its place. `districts.domain.transferring` asks them all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from accounts.actors import Actor
from accounts.columns import Text
from districts.enums import Level
from districts.models import District


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One open thing: of which unit, what it is, what a reader should know of it, and its page."""

    pk: int
    unit_pk: int | None
    title: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Passing:
    """From which unit to which; `same_office` when only name or kind has changed."""

    old: District
    new: District
    basis: str = ""
    same_office: bool = False


class Mover(Protocol):
    """Moves one holding, inside a transaction, or raises DistrictRefused with the reason."""

    def __call__(self, pk: int, passing: Passing, *, by: Actor, at: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True)
class HoldingKind:
    """A kind of holding; of one without `move` says `instead` what becomes of it.

    `to_province`: the province itself may take it over; `several`: more than one unit may, as
    where a unit was split and the programme asks the same of each part; `as_agreement`: it goes to
    whom the law gives agreements.
    """

    code: str
    label: Text
    find: Callable[[Sequence[District], date], Sequence[Holding]]
    move: Mover | None = None
    instead: Text = ""
    to_province: bool = True
    several: bool = False
    as_agreement: bool = False

    def may_go_to(self, unit: District) -> bool:
        """Whether a unit of that level may take it over."""
        may = self.to_province or unit.level != Level.PROVINCE
        return self.move is not None and may


_kinds: dict[str, HoldingKind] = {}


def register(kind: HoldingKind) -> None:
    """Add a kind of holding, once."""
    _kinds[kind.code] = kind


def kinds() -> list[HoldingKind]:
    """Return all kinds in the order in which the apps were made."""
    return list(_kinds.values())
