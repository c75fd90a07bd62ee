"""Officers of the units (cán bộ đầu mối): who acts for which unit on which days."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.enums import Role
from accounts.models import User
from deadlines.value import day_in_hanoi
from districts.errors import DistrictRefused
from districts.models import District, DistrictOfficer


def in_force(on: date) -> Q:
    """Return the condition that a duty holds on the day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def district_of(user: User, on: date) -> District | None:
    """Return the unit for which the user acts on the day, or None."""
    if user.role != Role.DISTRICT:
        return None
    duties = user.district_duties.filter(in_force(on)).select_related("district")
    duty = duties.order_by("valid_from").first()  # one at most, so that no sorting is asked for
    return duty.district if duty else None


def unit_code_of(actor: Actor, at: datetime) -> str:
    """Return the code of the unit for which the actor acts at the moment; empty for all others."""
    unit = district_of(actor, day_in_hanoi(at)) if isinstance(actor, User) else None
    return unit.code if unit else ""


def officers_on(unit: District, day: date) -> QuerySet[DistrictOfficer]:
    """Return the duties for the unit that hold on the day."""
    return unit.officers.filter(in_force(day), user__is_active=True).select_related("user")


def people_by_unit(day: date) -> dict[int, list[User]]:
    """Return who acts for each unit on the day, by the unit's key; nobody for any other unit.

    A unit that has ended has nobody: what is left of it is the department's to hand on.
    """
    there = Q(district__valid_to__isnull=True) | Q(district__valid_to__gt=day)
    duties = DistrictOfficer.objects.filter(in_force(day), there, user__is_active=True)
    people: dict[int, list[User]] = defaultdict(list)
    for duty in duties.select_related("user").order_by("pk"):
        people[duty.district_id].append(duty.user)
    return people


@transaction.atomic
def assign(
    *,
    user: User,
    district: District,
    valid_from: date,
    may_submit: bool = True,
    by: Actor,
    at: datetime,
) -> DistrictOfficer:
    """Let the user act for the unit from the day on.

    DistrictRefused if the role does not act for units, or the user acts for one on those days.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.role != Role.DISTRICT:
        raise DistrictRefused(_("Người này không có vai trò cán bộ đơn vị."))
    if _duties_after(user, valid_from).exists():
        raise DistrictRefused(_("Người này đang hoặc sẽ là đầu mối của một đơn vị sau ngày đó."))
    duty = DistrictOfficer.objects.create(
        user=user, district=district, valid_from=valid_from, may_submit=may_submit
    )
    data = {"valid_from": valid_from, "may_submit": may_submit}
    record(by=by, action="officer.assigned", on=duty, at=at, **data)
    return duty


@transaction.atomic
def authorise(duty: DistrictOfficer, *, may_submit: bool, by: Actor, at: datetime) -> None:
    """Let the officer submit for the unit, or draft only.

    DistrictRefused for a duty that has ended, and if it is so already.
    """
    others = DistrictOfficer.objects.filter(pk=duty.pk, valid_to__isnull=True)
    if not others.exclude(may_submit=may_submit).update(may_submit=may_submit):
        raise DistrictRefused(_("Nhiệm vụ đã kết thúc, hoặc quyền gửi ý kiến đã như vậy."))
    duty.refresh_from_db()
    record(by=by, action="officer.authorised", on=duty, at=at, may_submit=may_submit)


@transaction.atomic
def end(duty: DistrictOfficer, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End the duty; `valid_to` is the first day on which it no longer holds.

    The day of beginning ends a duty that was entered by mistake: it then never held.
    DistrictRefused for an earlier day and for a duty that has ended.
    """
    if valid_to < duty.valid_from:
        raise DistrictRefused(_("Ngày thôi làm đầu mối không được trước ngày bắt đầu."))
    running = DistrictOfficer.objects.filter(pk=duty.pk, valid_to__isnull=True)
    if not running.update(valid_to=valid_to):
        raise DistrictRefused(_("Nhiệm vụ đầu mối này đã kết thúc."))
    duty.refresh_from_db()
    record(by=by, action="officer.ended", on=duty, at=at, valid_to=valid_to)


def _duties_after(user: User, day: date) -> QuerySet[DistrictOfficer]:
    return user.district_duties.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
