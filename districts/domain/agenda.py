"""The days of duties, for the department and for the unit that has them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from districts.domain.duties import Task, tasks
from districts.domain.officers import district_of
from districts.enums import DutyState

KIND = _("Hạn báo cáo nhiệm vụ")
TITLE_LENGTH = 120


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return the duties of a unit's staff; the department has a board of all units' duties."""
    if not allows(span.person, Permission.OWN_UNIT_MAINTAIN):
        return
    unit = district_of(span.person, span.today)
    for task in tasks([unit], span.today) if unit else ():
        if task.due and span.first <= task.due <= span.last:
            yield _entry(task)


def _entry(task: Task) -> AgendaEntry:
    if task.due is None:
        raise ValueError("a duty without a day is on no agenda")
    return AgendaEntry(
        key=f"duty:{task.duty.pk}:{task.unit.pk}:{task.occurrence.key}",
        day=task.due,
        kind=KIND,
        title=task.duty.text[:TITLE_LENGTH],
        path=reverse("districts:report", args=[task.duty.pk, task.occurrence.key]),
        done=task.state == DutyState.DONE,
    )
