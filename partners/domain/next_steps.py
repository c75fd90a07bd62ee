"""What was to be done after an activity (việc tiếp theo), and by when."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import QuerySet
from django.urls import reverse

from deadlines.value import day_in_hanoi
from districts.enums import UnitKind
from outbox.due import Due
from partners.domain.responsible import Responsible
from partners.domain.standing import standing
from partners.models import Activity
from vietnamese.dates import short_date

WARNING = timedelta(days=7)


def open_steps(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Keep the activities whose next step is not done, also where it has no day."""
    return standing(activities).filter(next_step_done_on=None).exclude(next_step="")


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name the next steps that are due within a week, today, or overdue."""
    today = day_in_hanoi(now)
    found = open_steps(Activity.objects.filter(next_step_due__lte=today + WARNING))
    responsible = Responsible(today)
    for activity in found.select_related("entered_by").prefetch_related("districts"):
        due = cast("date", activity.next_step_due)
        step = activity.next_step.splitlines()[0]
        # Who took it over stands among them; of a unit that has ended nobody is told.
        units = activity.districts.all()
        ours_too = any(unit.kind == UnitKind.PROVINCE for unit in units)
        keys = [unit.pk for unit in units]
        for person in responsible.of(activity.entered_by, keys, ours_too=ours_too):
            yield Due(
                what=f"activity.step:{activity.pk}",
                stage=_stage(due, today),
                on=due,
                to=person,
                title=f"{step} (sau «{activity.title}»), hạn {short_date(due)}",
                path=reverse("partners:activity", args=[activity.pk]),
            )


def _stage(due: date, today: date) -> str:
    if due < today:
        return "overdue"
    return "today" if due == today else "week"
