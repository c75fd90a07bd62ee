"""Whether the call came to a unit in time to answer, asked of the database (công văn đã đến).

The rule is that of `consultations.domain.contact`, which says it in words for one unit: opened on
the portal, accepted by the mail server for the address that the unit has now, handed over or told
by telephone; within the unit's time limit, and since the part came to the office that has it. A
test holds the two together, case by case.
"""

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TimeField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate, TruncTime

from consultations.domain import notices
from consultations.models import HandOver, PartTransfer
from deadlines.value import HANOI, NO_END
from outbox.models import Message

# Stand in for «from the beginning» and «without end», so that no comparison meets a null.
EVER = Value(datetime(1900, 1, 1, tzinfo=UTC), output_field=DateTimeField())
NEVER = Value(NO_END, output_field=DateTimeField())
MIDNIGHT = Value(time.min, output_field=TimeField())


def with_reach(units: QuerySet[Any]) -> QuerySet[Any]:
    """Add `is_reached` to units that have `own_until` and `common_until` (see `standings`)."""
    other_office = PartTransfer.objects.filter(consultee=OuterRef("pk"), same_office=False)
    bounded = units.annotate(
        reach_from=Coalesce(
            Subquery(other_office.order_by("-made_at").values("made_at")[:1]), EVER
        ),
        reach_until=_until(),
    ).annotate(
        from_day=TruncDate("reach_from", tzinfo=HANOI),
        from_time=TruncTime("reach_from", tzinfo=HANOI),
        until_day=TruncDate("reach_until", tzinfo=HANOI),
        until_time=TruncTime("reach_until", tzinfo=HANOI),
    )
    opened = Q(opened_at__gte=F("reach_from"), opened_at__lt=F("reach_until"))
    opened &= Q(opened_at__isnull=False)  # or the whole were null, neither true nor false
    found = opened | Q(Exists(_accepted())) | Q(Exists(_told()))
    reached: QuerySet[Any] = bounded.annotate(
        is_reached=ExpressionWrapper(found, output_field=BooleanField())
    )
    return reached


def _until() -> Case:
    """The later of the unit's own time limit and that of all; the databases differ on nulls."""
    return Case(
        When(own_until=None, common_until=None, then=NEVER),
        When(common_until=None, then=F("own_until")),
        When(own_until__gt=F("common_until"), then=F("own_until")),
        default=F("common_until"),
        output_field=DateTimeField(),
    )


def _accepted() -> QuerySet[Message]:
    return Message.objects.filter(
        topic_type=notices.TOPIC,
        topic_id=OuterRef("pk"),
        kind=notices.CALL,
        to_address=OuterRef("address"),
        accepted_at__gte=OuterRef("reach_from"),
        accepted_at__lt=OuterRef("reach_until"),
    )


def _told() -> QuerySet[HandOver]:
    """A contact on paper may have a day alone: then its beginning counts."""
    contacts = HandOver.objects.filter(consultee=OuterRef("pk"))
    since = Q(on__gt=OuterRef("from_day")) | Q(
        on=OuterRef("from_day"), moment__gte=OuterRef("from_time")
    )
    until = Q(on__lt=OuterRef("until_day")) | Q(
        on=OuterRef("until_day"), moment__lt=OuterRef("until_time")
    )
    return contacts.annotate(moment=Coalesce("hour", MIDNIGHT)).filter(since, until)
