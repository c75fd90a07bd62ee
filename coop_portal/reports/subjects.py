"""What the year's report counts: relations in force, activities, agreements signed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.columns import Text
from partners.enums import IN_FORCE
from partners.models import Activity, Agreement, Relation, RelationStage


@dataclass(frozen=True)
class Year:
    """A calendar year as it stands today: what lies ahead of today is not reported."""

    number: int
    today: dt.date

    @property
    def first(self) -> dt.date:
        return dt.date(self.number, 1, 1)

    @property
    def last(self) -> dt.date:
        """The year's last day, or today while it runs."""
        return min(dt.date(self.number, 12, 31), self.today)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of thing that is counted, and by which ways it is told apart."""

    url_name: str  # of the list behind its figures
    label: Text
    rows: Callable[[Year], QuerySet[Any]]
    unit: str
    country: str
    field: str = "fields"

    def count(self, year: Year) -> int:
        return self.rows(year).count()

    def counts_by(self, way: str, year: Year) -> dict[Any, int]:
        """Return how many there are for each value of a way; a thing of two counts for both."""
        rows = self.rows(year).order_by().values(way).annotate(n=Count("pk", distinct=True))
        return {row[way]: row["n"] for row in rows}


def relations_in_force(year: Year) -> QuerySet[Relation]:
    """Return the relations whose stage on the year's last day is one of those in force.

    An entry of unknown day is older than any other.
    """
    entries = RelationStage.objects.filter(relation=OuterRef("pk")).exclude(on__gt=year.last)
    newest = entries.order_by("-pk").values("stage")[:1]
    return Relation.objects.annotate(stage_then=Subquery(newest)).filter(stage_then__in=IN_FORCE)


def activities(year: Year) -> QuerySet[Activity]:
    """Return the activities that began in the year."""
    return Activity.objects.filter(starts_on__range=(year.first, year.last))


def agreements_signed(year: Year) -> QuerySet[Agreement]:
    """Return the agreements signed in the year; of some the sources tell no day.

    Neither invented examples nor what changes or extends an agreement is one.
    """
    real = Agreement.objects.filter(is_example=False, parent=None)
    return real.filter(signed_on__range=(year.first, year.last))


RELATIONS = Subject(
    url_name="reports:relations",
    label=_("Quan hệ hợp tác đang có hiệu lực"),
    rows=relations_in_force,
    unit="district",
    country="partner__country",
)
ACTIVITIES = Subject(
    url_name="reports:activities",
    label=_("Hoạt động trong năm"),
    rows=activities,
    unit="districts",
    country="partners__country",
)
AGREEMENTS = Subject(
    url_name="reports:agreements",
    label=_("Thỏa thuận ký trong năm"),
    rows=agreements_signed,
    unit="district",
    country="partner__country",
)
SUBJECTS = (RELATIONS, ACTIVITIES, AGREEMENTS)
