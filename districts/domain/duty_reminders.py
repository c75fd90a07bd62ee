"""Who is to be reminded of which duty (nhắc thực hiện nhiệm vụ), for the daily digest."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from accounts.models import User
from deadlines.value import day_in_hanoi
from districts.domain.duties import OWED, Task, tasks
from districts.domain.officers import in_force
from districts.domain.units import units_on
from districts.enums import DutyState
from districts.models import DistrictOfficer
from districts.rules.occurrences import reminder
from outbox.due import Due


def due_reminders(now: datetime) -> list[Due]:
    """Return what each unit's officers are to be told: duties near or overdue, reports returned.

    A report that waits for the department is the department's work, and reminds no unit.
    """
    today = day_in_hanoi(now)
    people = _people(today)
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


def _people(day: date) -> dict[int, list[User]]:
    duties = DistrictOfficer.objects.filter(in_force(day), user__is_active=True)
    people: dict[int, list[User]] = defaultdict(list)
    for duty in duties.select_related("user").order_by("pk"):
        people[duty.district_id].append(duty.user)
    return people
