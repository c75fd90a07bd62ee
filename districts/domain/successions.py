"""Units added to those that follow one that an act has ended (bổ sung đơn vị kế thừa).

An act is entered when it is known; the wards and communes that take the place of a district may
come later, from a list.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts import succeeding
from districts.domain.units import exists_on
from districts.enums import SuccessionKind
from districts.errors import DistrictRefused
from districts.models import District, Reorganisation, Succession
from vietnamese.dates import short_date

# A new name or kind has one successor, the office itself: to the others more may be added.
ADDED = [kind for kind in SuccessionKind if not kind.same_office]


def act_that_ended(unit: District) -> Reorganisation | None:
    """Return the act by which the unit ended, if it was entered."""
    return Reorganisation.objects.filter(successions__predecessor=unit).first()


@transaction.atomic
def add_successors(
    unit: District,
    successors: Sequence[District],
    *,
    kind: SuccessionKind = SuccessionKind.ABOLISHED,
    by: Actor,
    at: datetime,
) -> None:
    """Say that these follow the unit too, by the act that ended it.

    DistrictRefused if no act did, if it only changed its name or kind, and for one that follows it
    already or was not there on the day of the act.
    """
    act = act_that_ended(unit)
    if act is None:
        raise DistrictRefused(
            _("Chưa ghi việc sắp xếp mà «%(unit)s» kết thúc.") % {"unit": unit.full_name}
        )
    if any(step.same_office for step in unit.successions.all()):
        said = _("đổi tên hoặc chuyển loại thì có đúng một đơn vị kế thừa, và là đơn vị mới.")
        raise DistrictRefused(f"«{unit.full_name}»: {said}")
    for successor in successors:
        _add(act, unit, successor, kind)
    succeeding.tell(successors, day_in_hanoi(at))
    record(
        by=by,
        action="units.successors_added",
        on=act,
        at=at,
        ended=[unit.full_name],
        followed_by=[successor.full_name for successor in successors],
    )


def _add(act: Reorganisation, unit: District, successor: District, kind: SuccessionKind) -> None:
    if not exists_on(successor, act.on):
        raise DistrictRefused(
            _("Đơn vị kế thừa «%(unit)s» không có vào ngày %(day)s.")
            % {"unit": successor.full_name, "day": short_date(act.on)}
        )
    try:
        with transaction.atomic():
            Succession.objects.create(act=act, predecessor=unit, successor=successor, kind=kind)
    except IntegrityError as error:
        raise DistrictRefused(
            _("«%(new)s» đã là đơn vị kế thừa của «%(old)s».")
            % {"new": successor.full_name, "old": unit.full_name}
        ) from error
