"""How units have answered over the years (số liệu trả lời của đơn vị)."""

from typing import Any

from django.db.models import (
    Avg,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from consultations.enums import Outcome
from consultations.models import Consultee, Response, Round
from districts.models import District

WRITTEN = (Outcome.AGREED, Outcome.AGREED_WITH_COMMENTS, Outcome.DISAGREED)
SILENT = (Outcome.NO_REPLY, Outcome.DEEMED_AGREED)


def figures_of_units(year: int | None = None) -> QuerySet[District]:
    """Return the units asked in closed rounds, of the letters of a year or of all, with figures.

    `asked`, `answered`, `silent` count rounds by the outcome on record; `on_time` and `late` by the
    answer that came first, `taken` is the mean time from the call to it. A round of the paper time
    has outcomes and no moments: it counts as answered, and neither as on time nor as late.
    """
    received = F("consultees__responses__received_at")
    taken = ExpressionWrapper(
        received - F("consultees__round__dispatch__issued_at"), output_field=DurationField()
    )
    conditions = _conditions(year, of="consultees__")

    def counted(figure: str) -> Count:
        return Count("consultees", filter=conditions[figure], distinct=True)

    first = conditions["asked"] & _first_answer("consultees__")
    return (
        District.objects.annotate(
            asked=counted("asked"),
            answered=counted("answered"),
            silent=counted("silent"),
            on_time=counted("on_time"),
            late=counted("late"),
            taken=Avg(taken, filter=first),
        )
        .filter(asked__gt=0)
        .order_by("rank", "sort_key")
    )


def parts_behind(unit: District, figure: str, year: int | None = None) -> QuerySet[Consultee]:
    """Return the parts in rounds that a figure of the unit counts; KeyError for no such figure."""
    parts = Consultee.objects.filter(_conditions(year)[figure], district=unit)
    return parts.select_related("round__consultation", "round__dispatch")


def _conditions(year: int | None, of: str = "") -> dict[str, Q]:
    """What each figure counts of the units' parts, which are reached over `of`."""

    def q(**facts: Any) -> Q:
        return Q(**{of + name: value for name, value in facts.items()})

    asked = q(round__closed_at__isnull=False) & ~q(outcome="")
    if year:
        asked &= q(round__dispatch__year=year)
    first = asked & _first_answer(of)
    limit = F(of + "responses__term__deadline_instant")
    return {
        "asked": asked,
        "answered": asked & q(outcome__in=WRITTEN),
        "silent": asked & q(outcome__in=SILENT),
        "on_time": first & q(responses__received_at__lt=limit),
        "late": first & q(responses__received_at__gte=limit),
    }


def _first_answer(of: str) -> Q:
    """The answer of a part that came first; what was shut out after closing is none.

    Not the first entered: a letter may have come before an answer that was sent on the portal.
    """
    let_in = Q(after_closing=False) | Q(readmitted_by__isnull=False)
    answers = Response.objects.filter(let_in, consultee=OuterRef(f"{of}pk"))
    earliest = answers.order_by("received_at", "version").values("pk")[:1]
    return Q(**{f"{of}responses__pk": Subquery(earliest)})


def years() -> list[int]:
    """Return the years of the letters of closed rounds, the newest first."""
    closed = Round.objects.filter(closed_at__isnull=False, dispatch__year__isnull=False)
    found = closed.order_by("-dispatch__year").values_list("dispatch__year", flat=True)
    return [year for year in found.distinct() if year]
