"""Local units (đơn vị cấp huyện): created, changed, listed as of a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.enums import UnitKind
from districts.errors import DistrictRefused
from districts.models import District
from districts.rules import periods
from vietnamese.collation import sort_key
from vietnamese.lists import UnitName, enumerate_units, group_of
from vietnamese.text import clean_line, fold, same_name_key

AUDIENCE_LENGTH = 200  # characters that the line of addressees holds
CHANGEABLE = ("kind", "name", "rank", "email", "organ_id", "valid_from", "valid_to", "basis")


def existing_on(day: date) -> Q:
    """Return the condition that a unit exists on the day: `rules.periods` for the database."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def exists_on(unit: District, day: date) -> bool:
    """Whether the unit exists on the day."""
    return periods.exists_on(unit.valid_from, unit.valid_to, day)


def has_ended(unit: District, day: date) -> bool:
    """Whether the unit exists no more on the day."""
    return unit.valid_to is not None and unit.valid_to <= day


def ended_by(day: date) -> QuerySet[District]:
    """Return the units that exist no more on the day, those that ended first in front."""
    return District.objects.filter(valid_to__lte=day).order_by("valid_to", "rank", "pk")


def local_units() -> QuerySet[District]:
    """Return the local units of all times: all but the province itself."""
    return District.objects.exclude(kind=UnitKind.PROVINCE)


def units_on(day: date) -> QuerySet[District]:
    """Return the local units that exist on the day, in customary order.

    A call of 2021 knows other units than one of 2025: they are never told by count or by name.
    """
    return local_units().filter(existing_on(day))


def names_on(day: date) -> list[UnitName]:
    """Return the names of the units that exist on the day."""
    return _names(units_on(day))


def audience(units: Sequence[District], day: date) -> str:
    """Return how a letter of that day addresses these units after «UBND» (nhóm nơi nhận).

    All local units of the day are a group, «các huyện, thị xã, thành phố»; some of them are named
    one by one while the line holds them. Nothing for no unit.
    """
    if not units:
        return ""
    named = _names(units)
    whole = {unit.pk for unit in units_on(day)} == {unit.pk for unit in units}
    enumerated = enumerate_units(named)
    if len(units) > 1 and (whole or len(enumerated) > AUDIENCE_LENGTH):
        return group_of(unit.kind for unit in named)
    return enumerated


def _names(units: Iterable[District]) -> list[UnitName]:
    return [UnitName(UnitKind(unit.kind).word, unit.name) for unit in units]


@transaction.atomic
def create_unit(
    *,
    code: str,
    kind: UnitKind,
    name: str,
    rank: int,
    email: str = "",
    organ_id: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> District:
    """Create a unit; DistrictRefused if the code, or at that time the name, is taken."""
    unit = District(code=code, kind=kind, rank=rank, email=email, organ_id=clean_line(organ_id))
    unit.valid_from, unit.valid_to, unit.basis = valid_from, valid_to, clean_line(basis)
    _name(unit, name)
    _require_own_name(unit)
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise DistrictRefused(_("Mã đơn vị này đã được dùng.")) from error
    record(by=by, action="unit.created", on=unit, at=at, code=code)
    return unit


@transaction.atomic
def change_unit(
    unit: District,
    *,
    kind: UnitKind,
    name: str,
    rank: int,
    email: str,
    organ_id: str,
    valid_from: date | None,
    valid_to: date | None,
    basis: str,
    by: Actor,
    at: datetime,
) -> None:
    """Change what is known about the unit, or nothing; issued letters stay as sent.

    DistrictRefused where an act of reorganisation has fixed the day on which it begins or ends, and
    for a name that another unit has at the time.
    """
    unit = District.objects.select_for_update().get(pk=unit.pk)
    _keep_fixed_days(unit, valid_from, valid_to)
    before = {field: getattr(unit, field) for field in CHANGEABLE}
    unit.kind, unit.rank, unit.email = kind, rank, email
    unit.organ_id = clean_line(organ_id)
    unit.valid_from, unit.valid_to, unit.basis = valid_from, valid_to, clean_line(basis)
    _name(unit, name)
    changes = {f: [old, getattr(unit, f)] for f, old in before.items() if old != getattr(unit, f)}
    if _reaches_further(before, unit):
        _require_own_name(unit)
    if changes:
        unit.save(update_fields=[*CHANGEABLE, "folded_name", "sort_key"])
        record(by=by, action="unit.changed", on=unit, at=at, changes=changes)


def _keep_fixed_days(unit: District, valid_from: date | None, valid_to: date | None) -> None:
    if valid_to != unit.valid_to and unit.successions.exists():
        raise DistrictRefused(_("Ngày kết thúc của đơn vị do việc sắp xếp đơn vị hành chính định."))
    if valid_from != unit.valid_from and unit.origins.exists():
        raise DistrictRefused(_("Ngày bắt đầu của đơn vị do việc sắp xếp đơn vị hành chính định."))
    if valid_to and unit.origins.filter(act__on__gte=valid_to).exists():
        raise DistrictRefused(_("Đơn vị không thể kết thúc trước ngày việc sắp xếp có hiệu lực."))


def _reaches_further(before: Mapping[str, Any], unit: District) -> bool:
    """Whether the unit bears a name on days on which it did not bear it before.

    Where two have borne one name so far, either may be renamed or ended.
    """
    renamed = (before["kind"], before["name"]) != (unit.kind, unit.name)
    was, now = (before["valid_from"], before["valid_to"]), (unit.valid_from, unit.valid_to)
    return renamed or not periods.within(now, was)


def _require_own_name(unit: District) -> None:
    """Of one name there is one unit at a time: letters and lists tell them by nothing else."""
    key, period = same_name_key(unit.full_name), (unit.valid_from, unit.valid_to)
    for other in District.objects.filter(folded_name=unit.folded_name).exclude(pk=unit.pk):
        there = (other.valid_from, other.valid_to)
        if same_name_key(other.full_name) == key and periods.overlap(period, there):
            raise DistrictRefused(
                _("Trong thời gian này đã có đơn vị tên «%(unit)s».") % {"unit": other.full_name}
            )


def _name(unit: District, name: str) -> None:
    unit.name = clean_line(name)
    unit.folded_name = fold(unit.full_name)
    unit.sort_key = sort_key(unit.name)
