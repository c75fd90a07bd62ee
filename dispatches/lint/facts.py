"""What the portal knows and a letter may get wrong; the apps that know it register themselves.

An app that stands above this one registers in its `AppConfig.ready`. Rules get the facts as one
value and ask nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from vietnamese.lists import UnitName


@dataclass(frozen=True)
class Facts:
    """The province's units on a day, other names in the registers, and the numbers of documents.

    `numbers` are number and symbol as one («169/SNgV-HTQT»).
    """

    province: str = ""
    units: tuple[UnitName, ...] = ()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


Units = Callable[[date], Iterable[UnitName]]
Names = Callable[[], Iterable[str]]
_units: list[Units] = []
_names: list[Names] = []


def register_units(units: Units) -> None:
    """Add a source of units: day -> the local units of that day."""
    if units not in _units:
        _units.append(units)


def register_names(names: Names) -> None:
    """Add a source of names that letters write: partners, agencies."""
    if names not in _names:
        _names.append(names)


def units_on(day: date) -> tuple[UnitName, ...]:
    """Collect the units."""
    return tuple(unit for source in _units for unit in source(day))


def known_names() -> frozenset[str]:
    """Collect the names."""
    return frozenset(name for source in _names for name in source())
