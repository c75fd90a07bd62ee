"""What a unit is asked, and what it has answered (việc cần trả lời của đơn vị)."""

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
    Value,
    When,
)

from consultations.models import Consultee, HandIn, Response, Term
from districts.models import District


def calls_of(district: District) -> QuerySet[Consultee]:
    """Return the unit's part in all issued rounds, open and unanswered ones first, by deadline.

    Each row carries `open`, `answered` and `due_at`, the deadline in force for the unit if its time
    has begun; of its draft as it stands, whether it was `handed_in` and waits, or `came_back`.
    """
    return (
        Consultee.objects.of(district)
        .with_course()
        .select_related("draft")
        .annotate(
            open=ExpressionWrapper(_running(), output_field=BooleanField()),
            answered=Exists(Response.objects.filter(consultee=OuterRef("pk"))),
            due_at=_due_at(),
            handed_in=Exists(_handed_in().filter(returned_at=None)),
            came_back=Exists(_handed_in().exclude(returned_at=None)),
        )
        .order_by(_rank(), F("due_at").asc(nulls_last=True), "-round__closed_at", "-pk")
    )


def _handed_in() -> QuerySet[HandIn]:
    return HandIn.objects.filter(consultee=OuterRef("pk"), draft_version=OuterRef("draft__version"))


def _running() -> Q:
    return Q(round__closed_at__isnull=True, round__cancelled_at__isnull=True)


def _due_at() -> Subquery:
    terms = Term.objects.filter(round=OuterRef("round")).filter(
        Q(consultee=None) | Q(consultee=OuterRef("pk"))
    )
    begun = terms.filter(deadline_date__isnull=False)
    latest = begun.order_by("-deadline_instant").values("deadline_instant")[:1]
    return Subquery(latest, output_field=DateTimeField())


def _rank() -> Case:
    """Owed first, then what may still be corrected, then what is over."""
    return Case(
        When(open=True, answered=False, then=Value(0)),
        When(open=True, then=Value(1)),
        default=Value(2),
    )
