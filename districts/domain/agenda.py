"""The days of duties, for the department and for the unit that has them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from districts.domain.duties import tasks
from districts.domain.officers import district_of
from districts.enums import DutyState

KIND = _("Hạn báo cáo nhiệm vụ")


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return the duties of a unit's staff; the department has a board of all units' duties."""
    if not allows(span.person, Permission.OWN_UNIT_MAINTAIN):
        return
    unit = district_of(span.person, span.today)
    for task in tasks([unit], span.today) if unit else ():
        if task.due and span.covers(task.due):
            yield AgendaEntry(
                key=task.key,
                day=task.due,
                kind=KIND,
                title=task.title,
                path=task.path,
                done=task.state == DutyState.DONE,
            )
