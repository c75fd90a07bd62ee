"""Which unit follows which (kế thừa), asked as of a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from districts.domain.units import exists_on
from districts.enums import UnitKind
from districts.models import District, Succession


@dataclass(frozen=True)
class Responsible:
    """A unit that answers for another on a day, and the successions by which it does."""

    unit: District
    path: Sequence[Succession]

    @property
    def basis(self) -> str:
        """The acts by which it came to it; nothing while the unit itself still exists."""
        return "; ".join(dict.fromkeys(step.act.basis for step in self.path))

    @property
    def provision(self) -> str:
        """The law's own provision on agreements, where it has one; else nothing.

        Decree 177/2025/NĐ-CP: the provincial People's Committee inherits every agreement signed
        in the name of one at district level before 01/7/2025. What a province signed passes to the
        next one by their merger itself.
        """
        local = [step for step in self.path if step.predecessor.kind != UnitKind.PROVINCE]
        special = [step.act.agreement_basis for step in local if step.act.agreement_basis]
        return special[-1] if special else ""

    @property
    def agreement_basis(self) -> str:
        """The same for agreements: where the law has a provision of its own, that one."""
        return self.provision or self.basis


@dataclass(frozen=True)
class Lineage:
    """All successions, read once: lists ask it row by row without further queries."""

    after: dict[int, list[Succession]] = field(default_factory=dict)
    before: dict[int, list[Succession]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Lineage":
        """Read them all: an act a year, a few units each."""
        lineage = cls()
        for step in Succession.objects.select_related("act", "predecessor", "successor"):
            lineage.after.setdefault(step.predecessor_id, []).append(step)
            lineage.before.setdefault(step.successor_id, []).append(step)
        return lineage

    def responsible_for(self, unit: District, day: date) -> list[Responsible]:
        """Return who answers on the day for what the unit has left: itself while it exists.

        Several where it was split; none before the unit began or where nothing followed it.
        """
        found: dict[int, Responsible] = {}
        waiting: list[tuple[District, tuple[Succession, ...]]] = [(unit, ())]
        while waiting:
            current, path = waiting.pop(0)
            if exists_on(current, day):
                found.setdefault(current.pk, Responsible(current, path))
                continue
            steps = [step for step in self.after.get(current.pk, []) if step.act.on <= day]
            waiting += [(step.successor, (*path, step)) for step in steps]
        return list(found.values())

    def answering_for(self, unit: District, day: date) -> list[Responsible]:
        """Return who answers on the day for the agreements that the unit signed.

        Where the law gives them to the province, it does so alone, whoever else follows the unit.
        """
        found = self.responsible_for(unit, day)
        heirs = [one for one in found if one.provision and one.unit.kind == UnitKind.PROVINCE]
        return heirs or found

    def followers(self, unit: District) -> list[Succession]:
        """Return what followed the unit at once."""
        return self.after.get(unit.pk, [])

    def descendants(self, unit: District) -> list[District]:
        """Return all units that follow this one, directly or through others, nearest first."""
        return _reached(unit, lambda one: [step.successor for step in self.followers(one)])

    def left_with(self, units: Iterable[District], named: Iterable[District]) -> list[District]:
        """Return those of the units that are named where none is named that follows them."""
        found = set(named)
        return [
            unit for unit in units if unit in found and found.isdisjoint(self.descendants(unit))
        ]

    def origins(self, unit: District) -> list[Succession]:
        """Return what the unit itself follows at once."""
        return self.before.get(unit.pk, [])

    def ancestors(self, unit: District) -> list[District]:
        """Return all units that this one follows, directly or through others, nearest first."""
        return _reached(unit, lambda one: [step.predecessor for step in self.origins(one)])


def _reached(unit: District, nexts: Callable[[District], Iterable[District]]) -> list[District]:
    """Return all units that are reached from this one, each once, nearest first."""
    found: dict[int, District] = {}
    waiting: list[District] = [unit]
    while waiting:
        fresh = [one for one in nexts(waiting.pop(0)) if one.pk not in found]
        found |= {one.pk: one for one in fresh}
        waiting += fresh
    return list(found.values())


def responsible_for(unit: District, day: date) -> list[Responsible]:
    """Return who answers on the day for what the unit has left."""
    return Lineage.load().responsible_for(unit, day)


def agreement_bases(found: Sequence[Responsible]) -> list[str]:
    """Return by which provisions these answer for agreements, each once."""
    return list(dict.fromkeys(one.agreement_basis for one in found))


def successors_on(unit: District, day: date) -> list[District]:
    """Return the units that have taken the unit's place on the day; none while it exists."""
    return [found.unit for found in responsible_for(unit, day) if found.path]
