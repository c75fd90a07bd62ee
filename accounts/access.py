"""The door of every page: closed, unless the view names a permission and the user has it."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from django.views.generic.base import ContextMixin

from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows, of_the_department


class PermissionRequired(ContextMixin, View):
    """A view for those who have `permission`; anonymous visitors were sent to sign in before.

    Colleagues of the department are told that they may not (403). For a local unit the page does
    not exist (404): even that there is something to see is nobody else's business.
    """

    permission: Permission

    @property
    def actor(self) -> User:
        """The person at the door; only users get past it."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever may."""
        if allows(request.user, self.permission):
            return super().dispatch(request, *args, **kwargs)
        if of_the_department(request.user):
            raise PermissionDenied
        raise Http404
