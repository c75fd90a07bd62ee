"""What pages about one's own unit share."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from deadlines import clock
from districts.domain.officers import district_of
from districts.models import District


class OfOwnUnit(PermissionRequired):
    """A page of the unit for which the person acts today; without one there is no page."""

    permission = Permission.OWN_UNIT_VIEW

    @cached_property
    def today(self) -> date:
        """One day for the whole request."""
        return clock.today()

    @cached_property
    def unit(self) -> District:
        """The unit; 404 for a person who acts for none."""
        unit = district_of(self.actor, self.today)
        if unit is None:
            raise Http404
        return unit

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit."""
        return super().get_context_data(**kwargs) | {"unit": self.unit}
