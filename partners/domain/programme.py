"""The programme against reality: partners by unit, and orientations by country and field.

A unit's partners are those with which it has a relation in force (partners.domain.in_force).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet

from districts.models import Country, District, Field, Orientation, Programme
from partners.domain.in_force import in_force, not_counted
from partners.enums import IN_TALKS, CellState, GaugeState
from partners.models import Relation

Column = Country | Field


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """How many partners a unit has, against the programme's target (chỉ tiêu)."""

    unit: District
    count: int
    talks: int
    uncounted: int  # said to be in force, but waiting for a decision
    least: int
    most: int

    @property
    def state(self) -> GaugeState:
        """Too few, enough, or more than the programme speaks of."""
        if self.count < self.least:
            return GaugeState.UNDER
        return GaugeState.OVER if self.count > self.most else GaugeState.MET

    @property
    def marks(self) -> list[bool]:
        """One mark for each partner of the target, or for each there is: whether it is there."""
        return [number < self.count for number in range(max(self.count, self.most))]

    @property
    def lacking(self) -> int:
        """How many partners are lacking to the target."""
        return max(self.least - self.count, 0)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One unit and one country or field: what was planned, and how many relations there are."""

    unit: District
    column: Column
    planned: bool
    free: bool
    is_open: bool
    count: int
    talks: int

    @property
    def query(self) -> str:
        """The filter under which the list of relations shows the cell's relations."""
        by = "country" if isinstance(self.column, Country) else "field"
        return urlencode({"unit": self.unit.pk, by: self.column.pk})

    @property
    def state(self) -> CellState:
        """Plan against reality; where the programme names nothing, nothing is off plan.

        So too where it names some only as examples.
        """
        if self.planned:
            return CellState.ACTIVE if self.count else CellState.EMPTY
        if not self.count:
            return CellState.NONE
        return CellState.FREE if self.free or self.is_open else CellState.OFF_PLAN


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Units by countries or by fields; only columns that are planned or active for somebody."""

    columns: Sequence[Column]
    rows: Sequence[tuple[District, Sequence[Cell]]]


def partners_in_force(today: date) -> QuerySet[Any]:
    """Return the units' relations that count today."""
    return in_force(_of_units(), today)


def _in_talks() -> QuerySet[Relation]:
    return _of_units().filter(stage__in=IN_TALKS)


def _of_units() -> QuerySet[Relation]:
    return Relation.objects.filter(district__isnull=False)


def gauges(units: Iterable[District], programme: Programme, today: date) -> list[Gauge]:
    """Return the gauge of each unit, in the order given."""
    units = list(units)
    partners, talks = _counts(units, partners_in_force(today)), _counts(units, _in_talks())
    uncounted = _counts(units, not_counted(_of_units(), today))
    return [
        Gauge(
            unit=unit,
            count=partners.get(unit.pk, 0),
            talks=talks.get(unit.pk, 0),
            uncounted=uncounted.get(unit.pk, 0),
            least=programme.target_least,
            most=programme.target_most,
        )
        for unit in units
    ]


def _counts(units: Sequence[District], relations: QuerySet[Relation]) -> dict[int, int]:
    """Return how many partners there are in these relations, by unit."""
    found = relations.filter(district__in=units).order_by().values("district")
    return dict(found.annotate(n=Count("partner", distinct=True)).values_list("district", "n"))


def by_country(units: Iterable[District], programme: Programme | None, today: date) -> Matrix:
    """Return units by countries."""
    columns = Country.objects.all()
    return _matrix(list(units), columns, "countries", "partner__country", programme, today)


def by_field(units: Iterable[District], programme: Programme | None, today: date) -> Matrix:
    """Return units by fields of cooperation."""
    return _matrix(list(units), Field.objects.all(), "fields", "fields", programme, today)


def _matrix(
    units: Sequence[District],
    columns: QuerySet[Any],
    planned_in: str,
    active_in: str,
    programme: Programme | None,
    today: date,
) -> Matrix:
    planned = _planned(units, planned_in, programme)
    is_open = _open(units, programme) if planned_in == "countries" else set()
    active = _active(units, active_in, partners_in_force(today))
    talks = _active(units, active_in, _in_talks())
    known = (planned, active, talks)
    named = {column for found in known for each in found.values() for column in each}
    shown = list(columns.filter(pk__in=named))
    return Matrix(
        columns=shown,
        rows=[
            (
                unit,
                [
                    Cell(
                        unit=unit,
                        column=column,
                        planned=column.pk in planned[unit.pk],
                        free=not planned[unit.pk],
                        is_open=unit.pk in is_open,
                        count=active[unit.pk].get(column.pk, 0),
                        talks=talks[unit.pk].get(column.pk, 0),
                    )
                    for column in shown
                ],
            )
            for unit in units
        ],
    )


def _planned(
    units: Sequence[District], name: str, programme: Programme | None
) -> dict[int, set[int]]:
    """Return what the orientations name, by unit."""
    found: dict[int, set[int]] = defaultdict(set)
    orientations = Orientation.objects.filter(programme=programme, districts__in=units)
    pairs = orientations.filter(**{f"{name}__isnull": False}).order_by()
    for unit, column in pairs.values_list("districts", name):
        found[unit].add(column)
    return found


def _open(units: Sequence[District], programme: Programme | None) -> set[int]:
    """Return the units for which countries are named only as examples, or beside others."""
    orientations = Orientation.objects.filter(
        programme=programme, districts__in=units, countries_open=True
    )
    return set(orientations.order_by().values_list("districts", flat=True))


def _active(
    units: Sequence[District], name: str, relations: QuerySet[Relation]
) -> dict[int, dict[int, int]]:
    """Return how many of the relations there are, by unit and column."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = relations.filter(district__in=units, **{f"{name}__isnull": False})
    counted = rows.order_by().values(unit=F("district"), column=F(name)).annotate(n=Count("pk"))
    for row in counted:
        found[row["unit"]][row["column"]] = row["n"]
    return found
