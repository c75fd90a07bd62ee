"""What holds for every page of a signed-in person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.enums import Role
from accounts.models import User
from deadlines import clock

GetResponse = Callable[[HttpRequest], HttpResponseBase]

IDLE_LIMIT = timedelta(minutes=30)
IDLE_LIMIT_ADMINISTRATOR = timedelta(minutes=15)
# The last visit is written down to the minute: not every page has to write to the session.
SEEN_STEP = timedelta(minutes=1)
SEEN_AT = "seen_at"
# Django's own limit begins anew with every visit that is written down.
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
BEGAN_AT = "began_at"
# In the session of somebody who did not sign in with a password: what it is limited to. Who sets it
# keeps every other door shut (consultations.middleware).
LIMITED = "limited"

OPEN_BEFORE_NEW_PASSWORD = {"accounts:change_password", "accounts:sign_out", "set_language"}


class EndOldSession:
    """Ends a session that was not used for a while, or that has lasted a whole day's work.

    The clock is the wall's, in rehearsal too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Stand before the given handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Sign out whoever was away or here too long, so that the page asks to sign in."""
        if request.user.is_authenticated:
            self._watch(request)
        return self.get_response(request)

    def _watch(self, request: HttpRequest) -> None:
        now = int(clock.wall().timestamp())
        age = timedelta(seconds=now - request.session.setdefault(BEGAN_AT, now))
        idle = timedelta(seconds=now - request.session.get(SEEN_AT, 0))
        administrator = cast("User", request.user).role == Role.ADMINISTRATOR
        limit = IDLE_LIMIT_ADMINISTRATOR if administrator else IDLE_LIMIT
        if age > LONGEST or (SEEN_AT in request.session and idle > limit):
            logout(request)
        elif idle >= SEEN_STEP:
            request.session[SEEN_AT] = now


class AskToSignIn(LoginRequiredMiddleware):
    """Leads visitors to sign in and then on to where they wanted to go."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Come back to the page asked for; after an act, which is none, to where it was sent."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return "/"
    parts = urlsplit(page)
    return urlunsplit(("", "", parts.path, parts.query, ""))


class AskForNewPassword:
    """Leads whoever has a one-time password to the page where it is replaced, nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        """Stand before the given handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand on; the question is asked when the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        """Lead to the change of the password unless the way goes there already.

        A limited session did not come by the one-time password and cannot know it.
        """
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        if LIMITED in request.session:
            return None
        if request.resolver_match and request.resolver_match.view_name in OPEN_BEFORE_NEW_PASSWORD:
            return None
        return redirect("accounts:change_password")


class KeepOutOfCaches:
    """Keeps pages of signed-in people out of every cache (ASVS 5, V14.3.2): desks are shared."""

    def __init__(self, get_response: GetResponse) -> None:
        """Stand before the given handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the response."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response
