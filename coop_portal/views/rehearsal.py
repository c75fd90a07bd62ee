"""Moving the rehearsal's clock."""

from celery.exceptions import TimeoutError as NotYet
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from coop_portal.context import RehearsalClock
from coop_portal.forms import MoveClockForm
from coop_portal.tasks import advance
from deadlines import clock
from deadlines.domain.calendar import working_calendar

PATIENCE = 60  # seconds
BROKER_GONE = (OperationalError, ConnectionError, RedisError)


class MoveClock(PermissionRequired):
    """Move the clock on and make happen what falls due on the way."""

    permission = Permission.CLOCK_MOVE
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Move, say where the clock stands now, return to the page one came from."""
        form = MoveClockForm(request.POST)
        if form.is_valid():
            self._move(form)
        else:
            for sentences in form.errors.values():
                messages.error(request, " ".join(map(str, sentences)))
        return HttpResponseRedirect(_page_before(request))

    def _move(self, form: MoveClockForm) -> None:
        target = form.target(clock.now(), working_calendar())
        try:
            # Waits, so that the page that follows shows what happened on the way.
            advance.apply_async((target.isoformat(),), retry=False).get(timeout=PATIENCE)
        except ValueError as refusal:
            messages.error(self.request, str(refusal))
        except NotYet:
            messages.info(self.request, _("Đồng hồ đang chuyển; tải lại trang sau ít giây."))
        except BROKER_GONE:
            messages.error(self.request, _("Hàng đợi công việc không chạy, chưa chuyển được."))
        else:
            words = RehearsalClock.at(clock.now()).words
            messages.success(
                self.request, _("Đồng hồ của cổng nay là %(words)s.") % {"words": words}
            )


def _page_before(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if own else resolve_url("home")
