"""The activities of a partner, a unit, an agreement or a relation, one below the other."""

from typing import Any

from django.db.models import QuerySet

from deadlines import clock
from partners.models import Activity

SHOWN = 20


def timeline(activities: QuerySet[Activity]) -> dict[str, Any]:
    """Return what `partners/_timeline.html` shows: the newest activities, and how many there are.

    The page takes it into its context: `{% include "partners/_timeline.html" %}`.
    """
    rows = activities.order_by("-starts_on", "-pk").prefetch_related("partners", "districts")
    return {
        "activities": list(rows[:SHOWN]),
        "activity_count": activities.count(),
        "today": clock.today(),
    }
