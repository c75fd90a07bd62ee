"""How units have answered over the years (số liệu trả lời của đơn vị)."""

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from consultations.enums import Outcome
from consultations.models import Round
from districts.models import District

WRITTEN = (Outcome.AGREED, Outcome.AGREED_WITH_COMMENTS, Outcome.DISAGREED)
SILENT = (Outcome.NO_REPLY, Outcome.DEEMED_AGREED)


def figures_of_units(year: int | None = None) -> QuerySet[District]:
    """Return the units asked in closed rounds, of the letters of a year or of all, with figures.

    `asked`, `answered`, `silent` count rounds by the outcome on record; `on_time` and `late` by a
    unit's first answer, `taken` is the mean time from the call to it. A round of the paper time has
    outcomes and no moments: it counts as answered, and neither as on time nor as late.
    """
    closed = Q(consultees__round__closed_at__isnull=False) & ~Q(consultees__outcome="")
    if year:
        closed &= Q(consultees__round__dispatch__year=year)
    first = closed & Q(consultees__responses__version=1)
    received = F("consultees__responses__received_at")
    limit = F("consultees__responses__term__deadline_instant")
    taken = ExpressionWrapper(
        received - F("consultees__round__dispatch__issued_at"), output_field=DurationField()
    )

    def counted(which: Q) -> Count:
        return Count("consultees", filter=which, distinct=True)

    return (
        District.objects.annotate(
            asked=counted(closed),
            answered=counted(closed & Q(consultees__outcome__in=WRITTEN)),
            silent=counted(closed & Q(consultees__outcome__in=SILENT)),
            on_time=counted(first & Q(consultees__responses__received_at__lt=limit)),
            late=counted(first & Q(consultees__responses__received_at__gte=limit)),
            taken=Avg(taken, filter=first),
        )
        .filter(asked__gt=0)
        .order_by("rank", "sort_key")
    )


def years() -> list[int]:
    """Return the years of the letters of closed rounds, the newest first."""
    closed = Round.objects.filter(closed_at__isnull=False, dispatch__year__isnull=False)
    found = closed.order_by("-dispatch__year").values_list("dispatch__year", flat=True)
    return [year for year in found.distinct() if year]
