"""Whether the kept days of the last contact are what is counted (liên hệ gần nhất).

`contact_days` keeps them act by act. Here all are counted at once, by another way, so that each
proves the other; what an earlier release kept wrongly is found and put right.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from districts.domain.lineage import Lineage
from districts.models import District
from partners.domain.contact_days import held, recount
from partners.models import Activity, Partner, Relation, RelationStage

# The newest day of a partner, or of a partner and a unit; None is the province.
Days = dict[Any, date]


def drifted(today: date) -> list[int]:
    """Return the keys of the partners whose kept day, or a relation's of theirs, is not so."""
    by_pair = _met(today)
    by_partner: Days = {}
    for (partner, _unit), day in by_pair.items():
        by_partner[partner] = max(day, by_partner.get(partner, day))
    kept = Partner.objects.values_list("pk", "last_contact_on")
    wrong = {pk for pk, day in kept if day != by_partner.get(pk)}
    return sorted(wrong | set(_with_a_wrong_relation(by_pair)))


@transaction.atomic
def put_right(today: date) -> int:
    """Count anew what is not so; return with how many partners."""
    wrong = drifted(today)
    recount(wrong, today)
    return len(wrong)


def _met(today: date) -> Days:
    """Return when each partner was last met by each unit that is named with it."""
    pairs = held(Activity.objects.filter(partners__isnull=False), today).order_by()
    rows = pairs.values_list("partners", "districts").annotate(on=Max("starts_on"))
    return {(partner, unit): day for partner, unit, day in rows}


def _with_a_wrong_relation(by_pair: Days) -> Iterator[int]:
    units_of = _units_whose_activities_count()
    kept = Relation.objects.values_list("pk", "partner", "district", "last_activity_on")
    for pk, partner, unit, day in kept:
        counted = [by_pair.get((partner, one)) for one in {unit} | units_of(pk, unit)]
        if day != max(filter(None, counted), default=None):
            yield partner


def _units_whose_activities_count() -> Any:
    """Return what tells of a relation which units had it, and of whom its own unit came."""
    lineage, units = Lineage.load(), District.objects.in_bulk()
    earlier: dict[int | None, set[int | None]] = defaultdict(set)
    passed = RelationStage.objects.filter(passed_from__isnull=False)
    for pk, into, unit in passed.values_list("relation", "relation__joined_into", "passed_from"):
        earlier[pk].add(unit)
        earlier[into].add(unit)

    def units_of(relation: int, unit: int | None) -> set[int | None]:
        before = lineage.ancestors(units[unit]) if unit else []
        return earlier.get(relation, set()) | {one.pk for one in before}

    return units_of
