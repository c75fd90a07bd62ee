"""What a unit that has ended still owed of its duties (nhiệm vụ còn nợ), and handing it on.

A successor is asked by the programme for what falls due in its own time. What the former unit had
not reported when it ended becomes a successor's by transfer alone, with its day as it was.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from textwrap import shorten

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.domain.duties import OWED, TITLE_LENGTH, Task, tasks
from districts.domain.lineage import Lineage
from districts.domain.units import exists_on, has_ended, local_units
from districts.errors import TransferRefused
from districts.holdings import Holding, HoldingKind, Passing
from districts.models import District, Duty, DutyPassing
from vietnamese.dates import short_date


def owed_by(units: Sequence[District], day: date) -> dict[tuple[District, Duty], list[Task]]:
    """Return what each unit owes, duty by duty, that no unit after it is asked for or took over.

    A duty without any time is not owed: whom the programme names has to keep doing it.
    """
    lineage = Lineage.load()
    later = {unit.pk: lineage.descendants(unit) for unit in units}
    after = {(t.unit, t.duty, t.occurrence.key) for t in tasks(_once(later.values()), day)}
    passed = DutyPassing.objects.filter(passed_from__in=units)
    taken = set(passed.values_list("passed_from", "duty", "occurrence"))
    found: dict[tuple[District, Duty], list[Task]] = {}
    for task in tasks(units, day):
        timed = task.due or task.occurrence.signing
        asked_later = any(
            (unit, task.duty, task.occurrence.key) in after for unit in later[task.unit.pk]
        )
        handed_on = (task.unit.pk, task.duty.pk, task.occurrence.key) in taken
        if task.state in OWED and timed and not (asked_later or handed_on):
            found.setdefault((task.unit, task.duty), []).append(task)
    return found


def followed(day: date) -> list[Task]:
    """Return what the department follows: all that is asked of the local units of the day.

    Then what units that have ended still owe, until it is handed on.
    """
    known = list(local_units())
    there = [unit for unit in known if exists_on(unit, day)]
    ended = [unit for unit in known if has_ended(unit, day)]
    left = owed_by(ended, day) if ended else {}
    return [*tasks(there, day), *chain.from_iterable(left.values())]


def _once(groups: Iterable[Sequence[District]]) -> list[District]:
    return list(dict.fromkeys(chain.from_iterable(groups)))


def _find(units: Sequence[District], day: date) -> list[Holding]:
    return [
        Holding(
            pk=duty.pk,
            unit_pk=unit.pk,
            title=shorten(duty.text, TITLE_LENGTH, placeholder="…"),
            note="; ".join(_told(task) for task in owed),
        )
        for (unit, duty), owed in owed_by(units, day).items()
    ]


def _told(task: Task) -> str:
    if task.due:
        return _("hạn %(day)s") % {"day": short_date(task.due)}
    signing = task.occurrence.signing
    return _("sau khi ký: %(title)s") % {"title": signing.title if signing else ""}


def _move(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """All times of the duty that are owed go to the one successor."""
    day = day_in_hanoi(at)
    duty = Duty.objects.get(pk=pk)
    owed = owed_by([passing.old], day).get((passing.old, duty))
    if not owed:
        raise TransferRefused(_("Nhiệm vụ này không còn nợ hoặc vừa được chuyển."))
    try:
        with transaction.atomic():
            DutyPassing.objects.bulk_create(
                DutyPassing(
                    duty=duty,
                    occurrence=task.occurrence.key,
                    asked_of=task.asked_of,
                    passed_from=passing.old,
                    passed_to=passing.new,
                    passed_on=passing.old.valid_to or day,
                    basis=passing.basis,
                    entered_by_id=by.pk,
                    entered_at=at,
                )
                for task in owed
            )
    except IntegrityError as error:
        raise TransferRefused(_("Nhiệm vụ vừa được chuyển cho đơn vị khác.")) from error
    record(
        by=by,
        action="duty.handed_on",
        on=duty,
        at=at,
        before=passing.old.full_name,
        after=passing.new.full_name,
        occurrences=[task.occurrence.key for task in owed],
    )


OWED_DUTIES = HoldingKind(
    code="owed",
    label=gettext_lazy("Báo cáo nhiệm vụ còn nợ"),
    find=_find,
    move=_move,
    to_province=False,
)
