"""Who is to be reminded of which duty or report (nhắc việc), for the daily digest."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from deadlines.value import day_in_hanoi
from districts.domain import reports
from districts.domain.duties import OWED, Task, tasks
from districts.domain.officers import people_by_unit
from districts.domain.units import units_on
from districts.enums import DutyState
from districts.rules.occurrences import reminder
from outbox.due import Due, waiting_stage


def due_reminders(now: datetime) -> list[Due]:
    """Return what each unit's officers are to be told: duties near or overdue, reports returned.

    A report that waits for the department reminds its officers, and no unit.
    """
    today = day_in_hanoi(now)
    people = people_by_unit(today)
    owed = [
        Due(what=what, stage=stage, on=on, to=person, title=title, path=task.path)
        for task in tasks(units_on(today), today)
        if task.state in OWED
        for what, stage, on, title in _stages(task, today)
        for person in people[task.unit.pk]
    ]
    return [*owed, *_to_decide(today)]


def _to_decide(today: date) -> Iterator[Due]:
    """Yield the reports that wait for the department: when they come, and then each week."""
    officers = list(User.objects.filter(role=Role.OFFICER, is_active=True).order_by("pk"))
    for report in reports.waiting():
        since = day_in_hanoi(cast("datetime", report.submitted_at))
        for officer in officers:
            yield Due(
                what=f"report:{report.pk}",
                stage=waiting_stage(since, today),
                on=since,
                to=officer,
                title=f"Báo cáo chờ kết luận: {reports.told(report)}",
                path=reverse("districts:report_page", args=[report.pk]),
                waits=True,
            )


def _stages(task: Task, today: date) -> Iterator[tuple[str, str, date, str]]:
    reached = reminder(task.due, today) if task.due else None
    if task.due and reached:
        stage, since = reached
        weekly = f"{stage}-{since:%Y%m%d}" if since != task.due else stage
        yield task.key, weekly, task.due, f"Báo cáo nhiệm vụ: {task.title}"
    if task.state == DutyState.RETURNED and task.report:
        returned = day_in_hanoi(task.report.returned_by.decided_at)
        yield f"report:{task.report.pk}", "returned", returned, f"Sở trả lại báo cáo: {task.title}"
