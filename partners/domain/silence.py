"""Relations that nothing was heard of for a long time (quan hệ lâu không có hoạt động)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from deadlines.value import HANOI, day_in_hanoi
from outbox.due import Due
from partners.domain.responsible import Responsible
from partners.enums import KEPT_ALIVE
from partners.models import Relation, RelationSnooze
from partners.rules.silence import months_after, months_before
from vietnamese.dates import short_date


def heard_of_before(day: date) -> Q:
    """Return the condition that the last sign of life of a relation lies before or on the day.

    That is its last activity, or else the day of its stage, or else the day it was entered.
    """
    entered = datetime.combine(day + timedelta(days=1), time(), tzinfo=HANOI)
    no_activity = Q(last_activity_on__isnull=True)
    return (
        Q(last_activity_on__lte=day)
        | (no_activity & Q(stage_since__lte=day))
        | (no_activity & Q(stage_since__isnull=True, created_at__lt=entered))
    )


def silent(relations: QuerySet[Relation], today: date) -> QuerySet[Relation]:
    """Keep the relations that are to be kept alive, and nothing was heard of for the months set."""
    limit = months_before(today, settings.SILENT_MONTHS)
    return relations.filter(heard_of_before(limit), stage__in=KEPT_ALIVE, joined_into=None)


def unheard(relations: QuerySet[Relation], today: date) -> QuerySet[Any]:
    """Return the silent ones of which somebody is to be told: those that nobody has snoozed."""
    return silent(relations, today).exclude(snoozed(today))


def longest_first(relations: QuerySet[Any]) -> QuerySet[Any]:
    """Order relations by their last sign of life, the oldest first."""
    entered = TruncDate("created_at", tzinfo=HANOI)
    heard = Coalesce("last_activity_on", "stage_since", entered)
    return relations.order_by(heard, "pk")


def snoozed(today: date) -> Exists:
    """Return the condition that a relation is snoozed on the day."""
    return Exists(RelationSnooze.objects.filter(relation=OuterRef("pk"), until__gt=today))


def last_heard(relation: Relation) -> date:
    """Return the day of the last sign of life."""
    return relation.last_activity_on or relation.stage_since or day_in_hanoi(relation.created_at)


def silent_since(relation: Relation) -> date:
    """Return the day on which a relation of which nothing more is heard becomes silent."""
    return months_after(last_heard(relation), settings.SILENT_MONTHS)


def told(relation: Relation) -> str:
    """Return a silent relation and since when nothing was heard of it, in a line."""
    return f"{relation}: không có hoạt động từ {short_date(last_heard(relation))}"


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name the silent relations to those who look after them, unless snoozed.

    After a snooze they are told anew, because the day has moved.
    """
    today = day_in_hanoi(now)
    found = unheard(Relation.objects.all(), today)
    rows = found.select_related("partner", "district", "created_by").prefetch_related("snoozes")
    responsible = Responsible(today)
    for relation in rows.order_by(F("pk")):
        ends = [snooze.until for snooze in relation.snoozes.all()]
        for person in responsible.of(relation.created_by, [relation.district_id]):
            yield Due(
                what=f"relation.silent:{relation.pk}",
                stage="silent",
                on=max([silent_since(relation), *ends]),
                to=person,
                title=told(relation),
                path=reverse("partners:relation", args=[relation.pk]),
                waits=True,
            )
