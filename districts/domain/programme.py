"""The programme (Đề án): its target, orientations and duties, changed with their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.domain.units import local_units, units_on
from districts.enums import Level, UnitKind
from districts.errors import DistrictRefused
from districts.models import Country, District, Duty, Field, Orientation, Programme
from vietnamese.text import clean_line, clean_text

Row = TypeVar("Row", Programme, Orientation, Duty)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the programme is and how many partners it wants of each unit."""

    title: str
    period: str
    target_least: int
    target_most: int
    first_year: int | None
    last_year: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Direction:
    """An orientation of some units: no country named leaves them free."""

    text: str
    districts: Sequence[District]
    fields: Sequence[Field]
    countries: Sequence[Country]
    source: str
    countries_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A duty of some units, and when it is to be done."""

    text: str
    districts: Sequence[District]
    due: date | None
    yearly_from: int | None
    after_signing: bool
    source: str
    is_plan: bool = False
    plan_condition: str = ""


def current() -> Programme | None:
    """Return the programme that is worked under: the newest."""
    return Programme.objects.order_by("-pk").first()


def begins_after(programme: Programme, year: int) -> bool:
    """Whether the year lies before the programme's first one, if that is known."""
    return programme.first_year is not None and year < programme.first_year


def ends_before(programme: Programme, year: int) -> bool:
    """Whether the year lies after the programme's last one, if that is known."""
    return programme.last_year is not None and year > programme.last_year


def targeted(programme: Programme, day: date) -> QuerySet[District]:
    """Return the units of the day for which the target is meant, in the programme's years.

    Those of the level that it names, «mỗi huyện, thành phố»: whoever follows them at another level
    takes over their duties and orientations, but no number of partners.
    """
    if begins_after(programme, day.year) or ends_before(programme, day.year):
        return District.objects.none()
    of_it = Q(orientations__programme=programme) | Q(duties__programme=programme)
    named = local_units().filter(of_it).order_by().values_list("kind", flat=True)
    levels = {UnitKind(kind).level for kind in named.distinct()}
    highest = next((level for level in Level if level in levels), None)
    return units_on(day).filter(kind__in=highest.kinds if highest else UnitKind.values)


@transaction.atomic
def keep_programme(
    programme: Programme | None, target: Target, *, by: Actor, at: datetime
) -> Programme:
    """Write the programme down, or change it; DistrictRefused if target or years run backwards."""
    if target.target_most < target.target_least:
        raise DistrictRefused(_("Số đối tác tối đa không được nhỏ hơn số tối thiểu."))
    if target.first_year and target.last_year and target.last_year < target.first_year:
        raise DistrictRefused(_("Năm cuối của giai đoạn không được trước năm đầu."))
    kept = _locked(programme) if programme else Programme()
    facts = {
        "title": clean_line(target.title),
        "period": clean_line(target.period),
        "target_least": target.target_least,
        "target_most": target.target_most,
        "first_year": target.first_year,
        "last_year": target.last_year,
        "source": clean_line(target.source),
    }
    changes = _change(kept, facts)
    if changes:
        record(by=by, action="programme.kept", on=kept, at=at, changes=changes)
    return kept


@transaction.atomic
def keep_orientation(
    orientation: Orientation | None,
    direction: Direction,
    *,
    programme: Programme,
    by: Actor,
    at: datetime,
) -> Orientation:
    """Write an orientation down, or change it; the audit trail tells what it was before."""
    kept = _locked(orientation) if orientation else Orientation(programme=programme)
    facts = {
        "text": clean_text(direction.text),
        "source": clean_line(direction.source),
        "countries_open": direction.countries_open,
    }
    rows = {name: getattr(direction, name) for name in ("districts", "fields", "countries")}
    _keep(kept, facts, rows, "orientation.kept", by=by, at=at)
    return kept


@transaction.atomic
def keep_duty(
    duty: Duty | None, demand: Demand, *, programme: Programme, by: Actor, at: datetime
) -> Duty:
    """Write a duty down, or change it; DistrictRefused for two patterns of time at once.

    It is asked of local units only («các huyện, thành phố»), which the department follows.
    The pattern of a duty on which units have reported, or which was handed on, stays: the reports
    belong to its times.
    """
    times = (demand.due, demand.yearly_from, demand.after_signing)
    if sum(bool(time) for time in times) > 1:
        raise DistrictRefused(_("Chỉ chọn một trong ba: hạn một lần, hằng năm, sau khi ký kết."))
    if demand.is_plan and demand.plan_condition:
        raise DistrictRefused(_("Nhiệm vụ lập kế hoạch không đặt điều kiện đã có kế hoạch."))
    if any(unit.kind == UnitKind.PROVINCE for unit in demand.districts):
        raise DistrictRefused(_("Nhiệm vụ của Đề án chỉ giao cho đơn vị cấp dưới của tỉnh."))
    kept = _locked(duty) if duty else Duty(programme=programme)
    once = kept.is_plan and not any((kept.due, kept.yearly_from, kept.after_signing))
    before = (bool(kept.due), kept.yearly_from, kept.after_signing, once)
    once = demand.is_plan and not any(times)
    now = (bool(demand.due), demand.yearly_from, demand.after_signing, once)
    if duty and before != now and _is_worked_on(kept):
        raise DistrictRefused(_("Đã có báo cáo về nhiệm vụ này nên không đổi cách tính hạn được."))
    facts = {
        "text": clean_text(demand.text),
        "due": demand.due,
        "yearly_from": demand.yearly_from,
        "after_signing": demand.after_signing,
        "source": clean_line(demand.source),
        "is_plan": demand.is_plan,
        "plan_condition": clean_line(demand.plan_condition),
    }
    _keep(kept, facts, {"districts": demand.districts}, "duty.kept", by=by, at=at)
    return kept


@transaction.atomic
def remove_orientation(orientation: Orientation, *, by: Actor, at: datetime) -> None:
    """Take back an orientation; the audit trail keeps its words and its source."""
    record(
        by=by,
        action="orientation.removed",
        on=orientation,
        at=at,
        wording=orientation.text,
        source=orientation.source,
    )
    orientation.delete()


@transaction.atomic
def remove_duty(duty: Duty, *, by: Actor, at: datetime) -> None:
    """Take back a duty; DistrictRefused once a unit has written about it."""
    duty = _locked(duty)
    if _is_worked_on(duty):
        raise DistrictRefused(_("Đã có báo cáo về nhiệm vụ này nên không xóa được."))
    record(by=by, action="duty.removed", on=duty, at=at, wording=duty.text, source=duty.source)
    duty.delete()


def _is_worked_on(duty: Duty) -> bool:
    """Whether reports or transfers name its times."""
    return duty.reports.exists() or duty.passings.exists()


def _locked(row: Row) -> Row:
    return type(row).objects.select_for_update().get(pk=row.pk)


def _keep(
    kept: Orientation | Duty,
    facts: Mapping[str, Any],
    rows: Mapping[str, Sequence[Any]],
    action: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    changes = _change(kept, facts)
    for name, chosen in rows.items():
        related = getattr(kept, name)
        before, after = sorted(map(str, related.all())), sorted(map(str, chosen))
        if before != after:
            related.set(chosen)
            changes[name] = [before, after]
    if changes:
        record(by=by, action=action, on=kept, at=at, changes=changes)


def _change(kept: Programme | Orientation | Duty, facts: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Save what differs; return it as the audit trail tells it."""
    before = {name: getattr(kept, name) if kept.pk else None for name in facts}
    changes = {
        name: [before[name], value] for name, value in facts.items() if before[name] != value
    }
    if changes:
        for name, value in facts.items():
            setattr(kept, name, value)
        kept.save()
    if "text" in changes:
        changes["wording"] = changes.pop("text")
    return changes
