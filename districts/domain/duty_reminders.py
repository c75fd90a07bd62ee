"""Who is to be reminded of which duty (nhắc thực hiện nhiệm vụ), for the daily digest."""

from collections.abc import Iterator
from datetime import date, datetime

from deadlines.value import day_in_hanoi
from districts.domain.duties import OWED, Task, tasks
from districts.domain.officers import people_by_unit
from districts.domain.units import units_on
from districts.enums import DutyState
from districts.rules.occurrences import reminder
from outbox.due import Due


def due_reminders(now: datetime) -> list[Due]:
    """Return what each unit's officers are to be told: duties near or overdue, reports returned.

    A report that waits for the department is the department's work, and reminds no unit.
    """
    today = day_in_hanoi(now)
    people = people_by_unit(today)
    return [
        Due(what=what, stage=stage, on=on, to=person, title=title, path=task.path)
        for task in tasks(units_on(today), today)
        if task.state in OWED
        for what, stage, on, title in _stages(task, today)
        for person in people[task.unit.pk]
    ]


def _stages(task: Task, today: date) -> Iterator[tuple[str, str, date, str]]:
    reached = reminder(task.due, today) if task.due else None
    if task.due and reached:
        stage, since = reached
        weekly = f"{stage}-{since:%Y%m%d}" if since != task.due else stage
        yield task.key, weekly, task.due, f"Báo cáo nhiệm vụ: {task.title}"
    if task.state == DutyState.RETURNED and task.report:
        returned = day_in_hanoi(task.report.decision.decided_at)
        yield f"report:{task.report.pk}", "returned", returned, f"Sở trả lại báo cáo: {task.title}"
