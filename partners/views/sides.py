"""Pages that the department and a unit share, each seeing its own side."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from accounts.access import PermissionRequired
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows, role_of
from deadlines import clock
from districts.domain.officers import district_of
from partners.domain.sight import Sight


def sight_of(person: User) -> Sight:
    """Return what the person sees; Http404 for staff of a unit who act for none today."""
    if person.role != Role.DISTRICT:
        return Sight()
    unit = district_of(person, clock.today())
    if unit is None:
        raise Http404
    return Sight(unit)


class BothSides(PermissionRequired):
    """Seen by the department and by the units; `sight` is what this person sees.

    To a unit anything else does not exist (404), also for someone who acts for none today.
    """

    permission = Permission.PARTNER_VIEW
    of_own_unit = Permission.OWN_UNIT_VIEW

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the permission of the person's side."""
        if role_of(request.user) == Role.DISTRICT:
            self.permission = self.of_own_unit
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sight(self) -> Sight:
        """What the person sees."""
        return sight_of(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whose side it shows, and whether the person may enter something."""
        may_edit = allows(self.actor, Permission.PARTNER_EDIT)
        return super().get_context_data(**kwargs) | {
            "own_unit": self.sight.unit,
            "may_edit": may_edit or bool(self.sight.unit),
        }


class BothSidesEdit(BothSides):
    """Where the department's officers and the units' enter something."""

    permission = Permission.PARTNER_EDIT
    of_own_unit = Permission.OWN_UNIT_MAINTAIN
