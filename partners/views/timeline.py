"""The activities of a partner, a unit, an agreement or a relation, one below the other."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines import clock
from partners.models import Activity

SHOWN = 20


def ours_of(activity: Activity) -> str:
    """Return the side at home: the units that did it, or the province; and who took over."""
    took_over = list(activity.taken_over_by.all())
    did = [unit.full_name for unit in activity.districts.all() if unit not in took_over]
    ours = ", ".join(did) or str(_("cấp tỉnh"))
    if not took_over:
        return ours
    heirs = ", ".join(unit.full_name for unit in took_over)
    return _("%(ours)s; việc tiếp theo do %(heirs)s tiếp nhận") % {"ours": ours, "heirs": heirs}


def listed(**narrowed: int) -> str:
    """Return the address of the list of activities, narrowed to one thing: `relation=1`."""
    return f"{reverse('partners:activities')}?{urlencode(narrowed)}"


def timeline(activities: QuerySet[Activity], whole: str) -> dict[str, Any]:
    """Return what `partners/_timeline.html` shows: the newest activities, and how many there are.

    `whole` is the address of the list that has them all. The page takes it into its context:
    `{% include "partners/_timeline.html" %}`.
    """
    told = activities.prefetch_related("partners", "districts", "taken_over_by")
    rows: list[Any] = list(told.order_by("-starts_on", "-pk")[:SHOWN])
    for row in rows:
        row.ours = ours_of(row)
    return {
        "activities": rows,
        "activity_count": activities.count(),
        "all_activities": whole,
        "today": clock.today(),
    }
