"""Relations whose agreement is over and that no other one carries on (thỏa thuận đã kết thúc).

Nothing moves by itself: an officer pauses or ends the relation, or begins the next agreement.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from deadlines.value import HANOI, day_in_hanoi
from outbox.due import Due, waiting_stage
from partners.agreement_enums import State
from partners.domain.agreement_relations import agreements_of_relation
from partners.domain.responsible import Responsible
from partners.enums import IN_FORCE
from partners.models import Relation
from partners.rules.courses import FINAL

# The agreement bound both sides and does so no more; one that was never signed is none of these.
OVER = (State.ENDED, State.WITHDRAWN, State.EXPIRED)


def lapsed(relations: QuerySet[Relation]) -> QuerySet[Any]:
    """Keep the relations said to be in force of which every agreement is over.

    Each knows the last of them: `over`, its key, `over_title`, `over_on`, the day if a source tells
    it, and `over_since`, that day or the one on which it was entered. One that is being
    written anew has begun what an officer decides; an invented one says nothing of real relations.
    """
    theirs = _of_relation()
    last = theirs.filter(state__in=OVER).order_by(F("over_since").desc(), "-pk")
    return (
        relations.filter(Exists(last), ~Exists(theirs.exclude(state__in=FINAL)))
        .filter(stage__in=IN_FORCE, joined_into=None)
        .annotate(
            over=Subquery(last.values("pk")[:1]),
            over_title=Subquery(last.values("title")[:1]),
            over_on=Subquery(last.values("over_on")[:1]),
            over_since=Subquery(last.values("over_since")[:1]),
        )
    )


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name them to those who look after them: when it is over, and then each week."""
    today = day_in_hanoi(now)
    rows = lapsed(Relation.objects.select_related("partner", "district", "created_by"))
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
    decision = "cần quyết định tạm dừng, kết thúc quan hệ hay lập thỏa thuận mới"
    return f"{relation}: «{relation.over_title}» không còn hiệu lực; {decision}"


def _of_relation() -> QuerySet[Any]:
    """Return the agreements of the outer relation, with the day since which each is over.

    What changes another agreement is no agreement of its own. Where no source tells the day it is
    that of the entry.
    """
    entered = TruncDate("created_at", tzinfo=HANOI)
    theirs = agreements_of_relation().filter(is_example=OuterRef("is_example"), parent=None)
    return theirs.annotate(
        over_on=Coalesce("state_since", "ends_on"),
        over_since=Coalesce("state_since", "ends_on", entered),
    )
