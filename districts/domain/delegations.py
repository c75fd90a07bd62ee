"""A submitter of a unit lets a colleague submit for a period (ủy quyền gửi ý kiến).

As for signing «thừa ủy quyền»: limited in time, and not handed on (Decree 30/2020/NĐ-CP,
art. 13.3).
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from districts.domain.officers import officers_on
from districts.errors import DistrictRefused
from districts.models import Delegation, District, DistrictOfficer

LONGEST = 366  # days


def delegations_of(unit: District) -> QuerySet[Delegation]:
    """Return all delegations within the unit, the newest first."""
    given = Delegation.objects.filter(giver__district=unit)
    return given.select_related("giver__user", "delegate__user")


def submitters_on(unit: District, day: date) -> list[User]:
    """Return who may submit in the unit's name on the day: in own right or authorised."""
    staff = officers_on(unit, day)
    submitters = staff.filter(Q(may_submit=True) | Q(pk__in=_delegates(unit, day)))
    return [duty.user for duty in submitters.order_by("pk")]


def may_submit(user: User, unit: District, day: date) -> bool:
    """Whether the user is one of them."""
    own = officers_on(unit, day).filter(user=user)
    if own.filter(may_submit=True).exists():
        return True
    return own.filter(pk__in=_delegates(unit, day)).exists()


def _delegates(unit: District, day: date) -> QuerySet[Delegation, int]:
    """Keys of the duties that a submitter of the day has authorised for the day."""
    given = Delegation.objects.filter(
        giver__in=officers_on(unit, day).filter(may_submit=True),
        valid_from__lte=day,
        valid_to__gt=day,
        revoked_at=None,
    )
    return given.values_list("delegate", flat=True)


def giver_on(user: User, unit: District, day: date) -> DistrictOfficer | None:
    """Return the duty by which the user submits in his or her own right on the day, or None."""
    return officers_on(unit, day).filter(user=user, may_submit=True).first()


def colleagues_on(unit: District, day: date) -> QuerySet[DistrictOfficer]:
    """Return who may be authorised: the unit's staff who only draft."""
    return officers_on(unit, day).filter(may_submit=False)


@transaction.atomic
def delegate(
    unit: District,
    *,
    to: DistrictOfficer,
    valid_from: date,
    valid_to: date,
    by: User,
    at: datetime,
    today: date,
) -> Delegation:
    """Let the colleague submit from the first day until before `valid_to`.

    DistrictRefused from who does not submit in his or her own right, for somebody who is no
    colleague, for a period that is over, too long, or meets another that still holds.
    """
    District.objects.select_for_update().get(pk=unit.pk)
    giver = giver_on(by, unit, today)
    if giver is None:
        raise DistrictRefused(_("Chỉ người được giao gửi ý kiến của đơn vị mới ủy quyền được."))
    if not colleagues_on(unit, today).filter(pk=to.pk).exists():
        raise DistrictRefused(_("Chỉ ủy quyền được cho cán bộ đầu mối khác của đơn vị."))
    _require_period(valid_from, valid_to, today)
    others = Delegation.objects.filter(delegate=to, revoked_at=None)
    if others.filter(valid_from__lt=valid_to, valid_to__gt=valid_from).exists():
        raise DistrictRefused(_("Người này đã được ủy quyền trong thời gian đó."))
    made = Delegation.objects.create(
        giver=giver, delegate=to, valid_from=valid_from, valid_to=valid_to, given_at=at
    )
    period = {"valid_from": valid_from, "valid_to": valid_to}
    record(by=by, action="delegation.given", on=made, at=at, **period)
    return made


@transaction.atomic
def revoke(delegation: Delegation, *, by: User, at: datetime, today: date) -> None:
    """End it at once; any submitter of the unit may. DistrictRefused if it is over already."""
    if giver_on(by, delegation.giver.district, today) is None:
        raise DistrictRefused(_("Chỉ người được giao gửi ý kiến của đơn vị mới thu hồi được."))
    running = Delegation.objects.filter(pk=delegation.pk, revoked_at=None, valid_to__gt=today)
    if not running.update(revoked_at=at):
        raise DistrictRefused(_("Ủy quyền này đã hết hạn hoặc đã được thu hồi."))
    delegation.refresh_from_db()
    record(by=by, action="delegation.revoked", on=delegation, at=at)


def _require_period(valid_from: date, valid_to: date, today: date) -> None:
    if valid_from < today:
        raise DistrictRefused(_("Ngày bắt đầu ủy quyền không được trước hôm nay."))
    if valid_to <= valid_from:
        raise DistrictRefused(_("Ngày cuối của ủy quyền phải từ ngày bắt đầu trở đi."))
    if (valid_to - valid_from).days > LONGEST:
        raise DistrictRefused(_("Mỗi lần ủy quyền không quá một năm."))
