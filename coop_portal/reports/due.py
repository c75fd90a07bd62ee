"""What fell due in the year: duties of the programme, and commitments under agreements."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.columns import Text
from coop_portal.reports.subjects import Year
from coop_portal.reports.tables import Breakdown, Line, figure
from coop_portal.reports.units import PROVINCE, units_for
from districts.domain.duties import Task, tasks
from districts.domain.units import exists_on, local_units
from districts.enums import DutyState
from partners.models import Commitment, CommitmentPassing


class DueState(TextChoices):
    """How what fell due in a year stood at its end (tình trạng)."""

    DONE = "done", gettext_lazy("Đã hoàn thành")
    WAITING = "waiting", gettext_lazy("Chờ Sở xem")
    LATE = "late", gettext_lazy("Quá hạn")
    AHEAD = "ahead", gettext_lazy("Chưa đến hạn")


_OF_DUTY = {DutyState.DONE: DueState.DONE, DutyState.WAITING: DueState.WAITING}
ALL = gettext_lazy("Phải làm trong năm")
DUTIES, COMMITMENTS = "reports:duties", "reports:commitments"


@dataclass(frozen=True)
class DueTask:
    """One time of a duty that fell due in the year, as it stood at the year's end."""

    task: Task
    state: DueState


def duties_due(year: Year) -> list[DueTask]:
    """Return what the programme asked of the units of its day, with the reports of that time.

    What a unit still owed when it ended stays that unit's here, whoever took it over; what is asked
    only of units with a plan does not count for those without one.
    """
    units = local_units().filter(duties__isnull=False).distinct()
    found = tasks(units, year.judged_on, until=year.until)
    return [
        DueTask(task, _state(task))
        for task in found
        if task.due
        and task.due.year == year.number
        and exists_on(task.unit, task.due)
        and task.is_asked
    ]


def _state(task: Task) -> DueState:
    return _OF_DUTY.get(task.state) or (DueState.LATE if task.is_late else DueState.AHEAD)


def commitments_due(year: Year) -> QuerySet[Any]:
    """Return the commitments due in the year with `due_state` and `unit_then`; no examples.

    What was withdrawn by the year's last day was owed no more.

    It was the matter of the unit that had it on the year's last day.
    """
    real = {"agreement__is_example": False, "agreement__mistaken_on": None}
    rows = Commitment.objects.filter(due_on__year=year.number, **real)
    rows = rows.exclude(withdrawn_on__lte=year.last)
    own = CommitmentPassing.objects.filter(commitment=OuterRef("pk"), passed_on__gt=year.last)
    before = Subquery(own.order_by("passed_on", "pk").values("passed_from")[:1])
    return rows.annotate(
        unit_then=Coalesce(before, "district_id", output_field=BigIntegerField()),
        due_state=Case(
            When(done_on__lte=year.last, then=Value(DueState.DONE)),
            When(due_on__lt=year.judged_on, then=Value(DueState.LATE)),
            default=Value(DueState.AHEAD),
            output_field=CharField(),
        ),
    )


def duties(year: Year, found: Sequence[DueTask]) -> Breakdown:
    """Count by unit the duties that were found due."""
    counts = Counter((due.task.unit.pk, due.state.value) for due in found)
    title = gettext_lazy("Nhiệm vụ của Đề án theo đơn vị")
    return _breakdown(title, DUTIES, year, counts, DueState)


def commitments(year: Year) -> Breakdown:
    """Count the commitments by the unit that is to keep them."""
    rows = commitments_due(year).order_by().values("unit_then", "due_state")
    counts = Counter(
        {(row["unit_then"], row["due_state"]): row["n"] for row in rows.annotate(n=Count("pk"))}
    )
    title = gettext_lazy("Cam kết theo thỏa thuận")
    states = (DueState.DONE, DueState.LATE, DueState.AHEAD)
    return _breakdown(title, COMMITMENTS, year, counts, states)


def _breakdown(
    title: Text, url: str, year: Year, counts: Counter[Any], states: Iterable[DueState]
) -> Breakdown:
    states = list(states)
    there, others = units_for(year)
    lines = [
        Line(
            name,
            (
                figure(url, year, sum(counts[unit, s.value] for s in states), unit=unit),
                *(
                    figure(url, year, counts[unit, s.value], unit=unit, state=s.value)
                    for s in states
                ),
            ),
        )
        for unit, name in (there | others | {PROVINCE: _("Sở Ngoại vụ")}).items()
        if any(counts[unit, s.value] for s in states)
    ]
    labels = tuple(s.label for s in states)
    return Breakdown(title, gettext_lazy("Đơn vị"), (ALL, *labels), tuple(lines))
