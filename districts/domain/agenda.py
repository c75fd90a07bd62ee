"""The days of duties, for the department and for the unit that has them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from districts.domain import reports
from districts.domain.duties import OWED, Group, grouped, tasks
from districts.domain.officers import district_of
from districts.domain.owed import followed
from districts.enums import DutyState

KIND = _("Hạn báo cáo nhiệm vụ")
REPORT = _("Báo cáo nhiệm vụ chờ kết luận")


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return a unit's duties to its staff; to the department all of them, and what waits for it."""
    if allows(span.person, Permission.PARTNER_VIEW):
        yield from _of_units(span)
        if allows(span.person, Permission.PROGRAMME_EDIT) and span.covers(span.today):
            yield from _to_decide(span)
    elif allows(span.person, Permission.OWN_UNIT_MAINTAIN):
        yield from _of_unit(span)


def _of_unit(span: Span) -> Iterator[AgendaEntry]:
    unit = district_of(span.person, span.today)
    for task in tasks([unit], span.today) if unit else ():
        if task.due and span.covers(task.due) and task.is_asked:
            yield AgendaEntry(
                key=task.key,
                day=task.due,
                kind=KIND,
                title=task.title,
                path=task.path,
                done=task.state == DutyState.DONE,
            )


def _of_units(span: Span) -> Iterator[AgendaEntry]:
    """Yield each time of a duty once, with how many units still owe it."""
    for group in grouped(task for task in followed(span.today) if task.is_asked):
        first, owing = group.first, _owing(group)
        if first.due and span.covers(first.due):
            yield AgendaEntry(
                key=f"duty:{first.duty.pk}:{first.occurrence.key}",
                day=first.due,
                kind=KIND,
                title=f"{first.title} ({_in_words(owing)})",
                path=reverse("districts:duties"),
                done=not owing,
            )


def _owing(group: Group) -> int:
    return sum(len(standing) for state, standing in group.by_state if state in OWED)


def _in_words(owing: int) -> str:
    if not owing:
        return str(_("các đơn vị đã báo cáo"))
    return ngettext("%(n)d đơn vị chưa báo cáo", "%(n)d đơn vị chưa báo cáo", owing) % {"n": owing}


def _to_decide(span: Span) -> Iterator[AgendaEntry]:
    """Without a limit, each stands on today until it is decided."""
    for report in reports.waiting():
        yield AgendaEntry(
            key=f"report:{report.pk}",
            day=span.today,
            kind=REPORT,
            title=reports.told(report),
            path=reverse("districts:report_page", args=[report.pk]),
            on_desk=True,
        )
