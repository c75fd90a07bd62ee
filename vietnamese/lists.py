"""Lists of administrative units in a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The order in which official letters address groups of units, «các huyện, thị xã, thành phố».
GROUP_ORDER = ("tỉnh", "huyện", "thị xã", "thành phố", "xã", "phường")
_KINDS = "|".join(GROUP_ORDER)
_GROUP = re.compile(rf"\b(các ((?:{_KINDS})(?:, (?:{_KINDS}))*))\b(?: (\w))?")


@dataclass(frozen=True)
class UnitName:
    """A unit as text: its kind («huyện», «thành phố», «thị xã») and its own name."""

    kind: str
    name: str


def enumerate_units(units: Sequence[UnitName]) -> str:
    """Return «thành phố Bắc Giang và các huyện Hiệp Hòa, Lục Nam».

    Units of one kind stand together; kinds and names keep the order they come in, which is the
    office's own. ValueError without a unit, since no sentence can be made of none.
    """
    if not units:
        raise ValueError("A list of units needs at least one unit.")
    names: dict[str, list[str]] = {}
    for unit in units:
        names.setdefault(unit.kind, []).append(unit.name)
    *groups, last = (_group(kind, own) for kind, own in names.items())
    return f"{', '.join(groups)} và {last}" if groups else last


def group_of(kinds: Iterable[str]) -> str:
    """Return how units of these kinds are addressed as a group: «các huyện, thành phố».

    ValueError without a kind, and for one that no letter addresses.
    """
    found = sorted(set(kinds), key=GROUP_ORDER.index)
    if not found:
        raise ValueError("A group of units needs at least one kind.")
    return f"các {', '.join(found)}"


def groups_in(text: str) -> dict[str, list[str]]:
    """Return the groups that a text speaks of, «các huyện, thành phố», each with its kinds.

    «các huyện Hiệp Hòa, Lục Nam» names units one by one: that is no group.
    """
    found = (match.groups() for match in _GROUP.finditer(text))
    return {
        group: kinds.split(", ") for group, kinds, after in found if not (after or "").isupper()
    }


def _group(kind: str, names: list[str]) -> str:
    plural = "các " if len(names) > 1 else ""
    return f"{plural}{kind} {', '.join(names)}"
