"""A person's agenda: a month on a page, and a feed for the calendar program."""

import datetime as dt
from calendar import Calendar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from accounts import agenda
from accounts.access import PermissionRequired
from accounts.acting import ActButton
from accounts.agenda import AgendaEntry, Span
from accounts.domain import calendar_feeds
from accounts.permissions import Permission
from coop_portal.ical import as_ical
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.value import YEARS

PAST, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)  # what a feed holds
SHOWN_ONCE = "agenda.feed"


@dataclass(frozen=True)
class Day:
    """A square of the month."""

    day: dt.date
    entries: list[AgendaEntry]
    of_month: bool
    worked: bool
    today: bool


class Agenda(PermissionRequired, TemplateView):
    """One month."""

    permission = Permission.AGENDA_VIEW
    template_name = "agenda/month.html"

    @cached_property
    def month(self) -> dt.date:
        """The first day of the month asked for; this month's if the address makes no sense."""
        try:
            asked = dt.date.fromisoformat(f"{self.request.GET.get('thang', '')}-01")
        except ValueError:
            return clock.today().replace(day=1)
        return asked if asked.year in YEARS else clock.today().replace(day=1)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        weeks = Calendar().monthdatescalendar(self.month.year, self.month.month)
        span = Span(person=self.actor, first=weeks[0][0], last=weeks[-1][-1], today=clock.today())
        found = agenda.entries(span)
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "before": (self.month - dt.timedelta(days=1)).replace(day=1),
            "after": (self.month + dt.timedelta(days=31)).replace(day=1),
            "weeks": self._weeks(weeks, found),
            "entries": [entry for entry in found if entry.day.month == self.month.month],
            "has_feed": calendar_feeds.has_feed(self.actor),
            "feed": self.request.session.pop(SHOWN_ONCE, ""),
        }

    def _weeks(self, weeks: list[list[dt.date]], found: list[AgendaEntry]) -> list[list[Day]]:
        calendar, today = working_calendar(), clock.today()
        return [
            [
                Day(
                    day,
                    [entry for entry in found if entry.day == day],
                    of_month=day.month == self.month.month,
                    worked=calendar.is_working(day),
                    today=day == today,
                )
                for day in week
            ]
            for week in weeks
        ]


class Overdue(PermissionRequired, TemplateView):
    """All that is overdue and not done, however old, the oldest first."""

    permission = Permission.AGENDA_VIEW
    template_name = "agenda/overdue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the debts by kind."""
        today = clock.today()
        found = agenda.to_do(self.actor, today, last=today - dt.timedelta(days=1))
        debts = agenda.debts(found, today)
        return super().get_context_data(**kwargs) | {"debts": debts, "today": today}


class OpenFeed(PermissionRequired):
    """Give the person a secret address, shown once; the one before is void."""

    permission = Permission.AGENDA_VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        secret = calendar_feeds.open_feed(self.actor, at=clock.now())
        request.session[SHOWN_ONCE] = f"{settings.SITE_URL}{reverse('feed', args=[secret])}"
        return redirect("agenda")


class RevokeFeed(ActButton):
    """Make the person's address void."""

    permission = Permission.AGENDA_VIEW
    success_url = reverse_lazy("agenda")
    done = gettext_lazy("Đã thu hồi địa chỉ lịch.")

    def act(self) -> None:
        calendar_feeds.revoke_feed(self.actor, at=clock.now())


@method_decorator(login_not_required, name="dispatch")
class Feed(View):
    """The agenda for a calendar program, which cannot sign in: who has the address may read."""

    http_method_names = ["get"]

    def get(self, _request: HttpRequest, secret: str) -> HttpResponse:
        owner = calendar_feeds.owner_of(secret)
        if owner is None:
            raise Http404
        now, today = clock.now(), clock.today()
        span = Span(person=owner, first=today - PAST, last=today + AHEAD, today=today)
        name = _("Hợp tác địa phương")
        content = as_ical(agenda.entries(span), site=settings.SITE_URL, name=name, at=now)
        headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
        return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
