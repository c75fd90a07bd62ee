"""What districts itself hands on for a unit that has ended: officers and what is planned."""

from collections.abc import Sequence
from datetime import date, datetime
from textwrap import shorten
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts import holdings
from districts.domain import officers
from districts.domain.lineage import Lineage
from districts.domain.owed import OWED_DUTIES
from districts.errors import TransferRefused
from districts.holdings import Holding, HoldingKind, Passing
from districts.models import District, DistrictOfficer, Duty, Orientation
from vietnamese.dates import short_date

Row = TypeVar("Row", Duty, Orientation)
TITLE_LENGTH = 160  # characters of a sentence of the programme that name it in a list


def register_all() -> None:
    """Let the transfer page know these kinds."""
    for kind in (OFFICERS, DUTIES, OWED_DUTIES, ORIENTATIONS):
        holdings.register(kind)


def _officers(units: Sequence[District], day: date) -> list[Holding]:
    running = DistrictOfficer.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), district__in=units
    )
    return [
        Holding(
            pk=duty.pk,
            unit_pk=duty.district_id,
            title=duty.user.full_name,
            note=_("đầu mối từ ngày %(day)s") % {"day": short_date(duty.valid_from)},
        )
        for duty in running.select_related("user").order_by("pk")
    ]


def _move_officer(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The officer loses the old unit and acts for the new one from today on."""
    duty = DistrictOfficer.objects.select_related("user").get(pk=pk)
    begins = max(day_in_hanoi(at), duty.valid_from)
    officers.end(duty, valid_to=begins, by=by, at=at)
    officers.assign(user=duty.user, district=passing.new, valid_from=begins, by=by, at=at)


def _duties(units: Sequence[District], _day: date) -> list[Holding]:
    return _naming(units, Duty.objects.order_by("due", "pk"))


def _orientations(units: Sequence[District], _day: date) -> list[Holding]:
    return _naming(units, Orientation.objects.order_by("pk"))


def _naming(units: Sequence[District], rows: QuerySet[Row]) -> list[Holding]:
    """What names a unit that follows as well has been handed on."""
    lineage = Lineage.load()
    naming = rows.filter(districts__in=units).distinct().prefetch_related("districts")
    return [
        Holding(
            pk=row.pk,
            unit_pk=unit.pk,
            title=shorten(row.text, TITLE_LENGTH, placeholder="…"),
            note=row.source,
        )
        for row in naming
        for unit in lineage.left_with(units, row.districts.all())
    ]


def _name_also(row: Duty | Orientation, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The programme goes on naming the unit that it named; the new one stands beside it."""
    if row.districts.filter(pk=passing.new.pk).exists():
        raise TransferRefused(_("Đề án đã ghi nội dung này cho «%s».") % passing.new.full_name)
    row.districts.add(passing.new)
    record(
        by=by,
        action="programme.handed_on",
        on=row,
        at=at,
        before=passing.old.full_name,
        after=passing.new.full_name,
    )


def _move_duty(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    _name_also(Duty.objects.get(pk=pk), passing, by=by, at=at)


def _move_orientation(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    _name_also(Orientation.objects.get(pk=pk), passing, by=by, at=at)


OFFICERS = HoldingKind(
    code="officer",
    label=gettext_lazy("Cán bộ đầu mối"),
    find=_officers,
    move=_move_officer,
    to_province=False,
)
DUTIES = HoldingKind(
    code="duty",
    label=gettext_lazy("Nhiệm vụ theo Đề án"),
    find=_duties,
    move=_move_duty,
    to_province=False,
    several=True,
)
ORIENTATIONS = HoldingKind(
    code="orientation",
    label=gettext_lazy("Định hướng hợp tác"),
    find=_orientations,
    move=_move_orientation,
    several=True,
)
