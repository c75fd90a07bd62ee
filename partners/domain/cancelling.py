"""Activities that count nowhere (hủy hoạt động): not held after all, or entered by mistake.

What was entered stays where it stood, marked, with the reason; the portal's own rule, because a
report that leaves it out must be able to say why.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.domain.contact_days import remember_activities
from partners.domain.standing import hold, standing
from partners.enums import Cancellation
from partners.errors import PartnerRefused
from partners.models import Activity
from vietnamese.text import clean_line


@transaction.atomic
def cancel_activity(
    activity: Activity, kind: Cancellation, *, reason: str, by: Actor, at: datetime
) -> None:
    """Cancel an activity; from then on it counts nowhere.

    PartnerRefused without a reason, and for one that is cancelled already.
    """
    reason, partners = _require(reason), hold(activity.partners.all())
    rows = standing(Activity.objects.filter(pk=activity.pk))
    if not rows.update(
        cancelled_as=kind,
        cancelled_because=reason,
        cancelled_by=by.pk,
        cancelled_at=at,
        version=F("version") + 1,
    ):
        raise PartnerRefused(_("Hoạt động này đã được hủy trước đó."))
    record(by=by, action="activity.cancelled", on=activity, at=at, cancelled_as=kind, reason=reason)
    remember_activities(partners, day_in_hanoi(at))


@transaction.atomic
def restore_activity(activity: Activity, *, reason: str, by: Actor, at: datetime) -> None:
    """Let a cancelled activity stand again; the audit trail keeps why it had been cancelled.

    PartnerRefused without a reason, and for one that stands.
    """
    reason, partners = _require(reason), hold(activity.partners.all())
    was = Activity.objects.select_for_update().get(pk=activity.pk)
    if not was.cancelled_at:
        raise PartnerRefused(_("Hoạt động này chưa bị hủy."))
    Activity.objects.filter(pk=was.pk).update(
        cancelled_as="",
        cancelled_because="",
        cancelled_by=None,
        cancelled_at=None,
        version=F("version") + 1,
    )
    record(
        by=by,
        action="activity.restored",
        on=was,
        at=at,
        cancelled_as=was.cancelled_as,
        cancelled_because=was.cancelled_because,
        reason=reason,
    )
    remember_activities(partners, day_in_hanoi(at))


def _require(reason: str) -> str:
    if not (line := clean_line(reason)):
        raise PartnerRefused(_("Đề nghị ghi lý do."))
    return line
