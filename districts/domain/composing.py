"""An act of reorganisation made of what a form says: unit by unit, successors by their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from districts.domain.units import existing_on
from districts.enums import SuccessionKind
from districts.errors import ActRefused
from districts.models import District
from districts.rules.acts import Act, Link, NewUnit
from districts.rules.naming import free_code, parse
from vietnamese.text import same_name_key


@dataclass(frozen=True)
class Ending:
    """A unit that ends, how, and the full names of those that follow it."""

    unit: District
    kind: SuccessionKind
    successors: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of the act as a whole."""

    on: date
    title: str
    basis: str
    agreement_basis: str = ""
    source: str = ""


def compose(facts: Facts, endings: Sequence[Ending]) -> Act:
    """Return the act; ActRefused where a name says no kind.

    A name that a staying unit bears is that unit; any other begins with the act, once, whoever
    else it follows.
    """
    ends = {ending.unit.pk for ending in endings}
    staying = District.objects.filter(existing_on(facts.on)).exclude(pk__in=ends)
    codes = {same_name_key(unit.full_name): unit.code for unit in staying}
    taken = set(District.objects.values_list("code", flat=True))
    new: list[NewUnit] = []
    links: list[Link] = []
    for ending in endings:
        for full_name in ending.successors:
            key = same_name_key(full_name)
            if key not in codes:
                begun = _begun(full_name, ending.unit.rank, facts.on.year, taken)
                new.append(begun)
                taken.add(begun.code)
                codes[key] = begun.code
            links.append(Link(ending.unit.code, codes[key], ending.kind))
    return Act(
        on=facts.on,
        title=facts.title,
        basis=facts.basis,
        agreement_basis=facts.agreement_basis,
        source=facts.source,
        ends=[ending.unit.code for ending in endings],
        new=new,
        links=links,
    )


def _begun(full_name: str, rank: int, year: int, taken: set[str]) -> NewUnit:
    named = parse(full_name)
    if named is None:
        reason = _("«%(name)s»: cần ghi đủ loại và tên, ví dụ: thị xã Chũ.") % {"name": full_name}
        raise ActRefused([reason])
    kind, name = named
    code = free_code(kind, name, year, taken)
    return NewUnit(code=code, kind=kind, name=name, rank=rank)
