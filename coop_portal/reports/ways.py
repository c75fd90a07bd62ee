"""By which ways the year's report tells apart what it counts: by unit, by country, by field."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet

from partners.agreement_enums import Side
from partners.domain.taking_part import signers
from partners.models import AgreementParty


class Way(Protocol):
    """A way to tell things apart; a thing of two values counts for both. None is no value."""

    def counts(self, rows: QuerySet[Any]) -> dict[Any, int]:
        """Return how many of the rows there are for each value."""

    def narrowed(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows that count for the value, each once."""


@dataclass(frozen=True)
class ByColumn:
    """By what stands in the row itself, or in a list of values that it has."""

    path: str

    def counts(self, rows: QuerySet[Any]) -> dict[Any, int]:
        counted = rows.order_by().values(self.path).annotate(n=Count("pk", distinct=True))
        return {row[self.path]: row["n"] for row in counted}

    def narrowed(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(_is(self.path, value))


@dataclass(frozen=True)
class ByLink:
    """By the rows of a table that joins things with values; a thing without a row has none."""

    links: Callable[[], QuerySet[Any]]
    thing: str
    path: str

    def counts(self, rows: QuerySet[Any]) -> dict[Any, int]:
        links = self.links().filter(**{f"{self.thing}__in": rows.order_by().values("pk")})
        counted = links.order_by().values(self.path).annotate(n=Count(self.thing, distinct=True))
        found = {row[self.path]: row["n"] for row in counted}
        return found | {None: self.narrowed(rows, None).count()}

    def narrowed(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value is None:
            return rows.exclude(pk__in=self.links().values(self.thing))
        return rows.filter(pk__in=self.links().filter(_is(self.path, value)).values(self.thing))


@dataclass(frozen=True)
class BySigner:
    """By who signed an agreement on one side: its own unit or partner, and who signed beside.

    A body of ours that no register has is the province's.
    """

    side: Side
    path: str  # from the agreement, and from a party too

    def counts(self, rows: QuerySet[Any]) -> dict[Any, int]:
        beside = self._beside().filter(agreement__in=rows.order_by().values("pk"))
        own = rows.order_by().values_list("pk", self.path)
        signed = {*own, *beside.values_list("agreement", self.path)}
        return Counter(value for _agreement, value in signed)

    def narrowed(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        wanted = _is(self.path, value)
        beside = self._beside().filter(wanted).values("agreement")
        return rows.filter(wanted | Q(pk__in=beside))

    def _beside(self) -> QuerySet[AgreementParty]:
        return signers().filter(side=self.side).order_by()


def _is(path: str, value: Any) -> Q:
    return Q(**{f"{path}__isnull": True} if value is None else {path: value})
