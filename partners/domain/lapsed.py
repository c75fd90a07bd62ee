"""Relations whose agreement stands no more and that no other one carries on.

It is over (đã kết thúc), past its last day or suspended (tạm đình chỉ): the relation counts no more
(partners.domain.in_force). Nothing moves by itself: an officer pauses or ends the relation, or
begins the next agreement.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse

from deadlines.value import HANOI, day_in_hanoi
from outbox.due import Due, waiting_stage
from partners.agreement_enums import State
from partners.domain.agreement_periods import past_end
from partners.domain.agreement_relations import agreements_of_relation
from partners.domain.in_force import UPHELD, said_to_be
from partners.domain.responsible import Responsible
from partners.models import AgreementPeriod, Relation
from partners.rules.courses import BEFORE_SIGNING, RECORDABLE


def lapsed(relations: QuerySet[Relation], today: date) -> QuerySet[Any]:
    """Keep the relations said to be in force of whose signed agreements none stands today.

    Each knows the last of them: `over`, its key, `over_title`, `over_state`, `over_on`, the day if
    a source tells it, and `over_since`, that day or the one on which it was entered. One that is
    being written anew has begun what an officer decides; an invented one says nothing of real
    relations.
    """
    theirs = _of_relation()
    stands = Q(state__in=UPHELD) & ~past_end(today)
    last = theirs.filter(state__in=RECORDABLE).order_by(F("over_since").desc(), "-pk")
    return (
        said_to_be(relations)
        .filter(Exists(last), ~Exists(theirs.filter(stands | Q(state__in=BEFORE_SIGNING))))
        .annotate(
            over=Subquery(last.values("pk")[:1]),
            over_title=Subquery(last.values("title")[:1]),
            over_state=Subquery(last.values("state")[:1]),
            over_on=Subquery(last.values("over_on")[:1]),
            over_since=Subquery(last.values("over_since")[:1]),
        )
    )


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name them to those who look after them: when it is over, and then each week."""
    today = day_in_hanoi(now)
    rows = lapsed(Relation.objects.select_related("partner", "district", "created_by"), today)
    responsible = Responsible(today)
    for relation in rows.order_by("pk"):
        since: date = relation.over_since
        for person in responsible.of(relation.created_by, [relation.district_id]):
            yield Due(
                what=f"relation.lapsed:{relation.pk}",
                stage=waiting_stage(since, today),
                on=since,
                to=person,
                title=told(relation),
                path=reverse("partners:relation", args=[relation.pk]),
                waits=True,
            )


def told(relation: Any) -> str:
    """Return a lapsed relation and what is to be decided about it, in a line."""
    if relation.over_state == State.SUSPENDED:
        decision = "cần quyết định tạm dừng hay kết thúc quan hệ"
        return f"{relation}: «{relation.over_title}» đang tạm đình chỉ; {decision}"
    decision = "cần quyết định tạm dừng, kết thúc quan hệ hay lập thỏa thuận mới"
    return f"{relation}: «{relation.over_title}» không còn hiệu lực; {decision}"


def _of_relation() -> QuerySet[Any]:
    """Return the agreements of the outer relation, with the day since which each stands no more.

    What changes another agreement is no agreement of its own. Of one that nobody has entered as
    over it is the day after its last. Where no source tells the day it is that of the entry.
    """
    entered = TruncDate("created_at", tzinfo=HANOI)
    theirs = agreements_of_relation().filter(is_example=OuterRef("is_example"), parent=None)
    return theirs.annotate(
        over_on=Case(
            When(state__in=UPHELD, then=_day_after_the_last()),
            default=Coalesce("state_since", "ends_on"),
            output_field=DateField(),
        ),
        over_since=Coalesce("over_on", entered),
    )


def _day_after_the_last() -> Any:
    periods = AgreementPeriod.objects.filter(agreement=OuterRef("pk")).order_by()
    last = periods.values("agreement").annotate(last=Max("ends_on")).values("last")
    # Of date and interval PostgreSQL makes a moment.
    after = ExpressionWrapper(Subquery(last) + timedelta(days=1), output_field=DateField())
    return Cast(after, DateField())
