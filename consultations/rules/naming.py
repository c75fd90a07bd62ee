"""Which units a passage names, so that each sees first what is about it."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from districts.enums import UnitKind
from vietnamese.text import nfc, tone_on_second


class Named(Protocol):
    """A unit with a kind and a name."""

    kind: str
    name: str

    @property
    def full_name(self) -> str: ...


Unit = TypeVar("Unit", bound=Named)

# A city or a town may bear its province's name («tỉnh Bắc Giang»): there the kind must be said.
_SAID_WITH_KIND = {UnitKind.CITY, UnitKind.TOWN}


def named_units(text: str, units: Iterable[Unit]) -> Sequence[Unit]:
    """Return those of `units` that the text names, in the order given."""
    plain = _plain(text)
    return [unit for unit in units if _said_as(unit) in plain]


def _said_as(unit: Named) -> str:
    said = unit.full_name if unit.kind in _SAID_WITH_KIND else unit.name
    return _plain(said)


def _plain(text: str) -> str:
    return tone_on_second(nfc(text)).casefold()
