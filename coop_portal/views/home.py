"""The first page: the question of the day, by role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts import agenda
from accounts.agenda import AgendaEntry, Span
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import overview, pending
from consultations.domain.tasks_of_unit import calls_of
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from dispatches.domain import desk
from districts.domain.delegations import may_submit
from districts.domain.officers import district_of

OVERDUE, AHEAD = timedelta(days=60), timedelta(days=14)
SHOWN = 20  # of each kind of work; the lists and the agenda have the rest


class Home(View):
    """Officer, leader, clerk and unit each see first what waits for them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the desk of the user's role."""
        user = cast("User", request.user)  # visitors were sent to sign in
        if user.role == Role.ADMINISTRATOR:
            return redirect("accounts:users")
        template, facts = _DESKS[Role(user.role)]
        common = {"now": clock.now(), "today": clock.today(), "soon": _soon(user)}
        return render(request, template, facts(user) | common)


def _soon(user: User) -> list[AgendaEntry]:
    """Return what is due in the next days, or was and is not done: the nearest of each app."""
    today = clock.today()
    span = Span(person=user, first=today - OVERDUE, last=today + AHEAD, today=today)
    waiting = [each for each in agenda.entries(span) if not (each.done or each.on_desk)]
    return waiting[:SHOWN]


def _department(user: User) -> dict[str, Any]:
    now = clock.now()
    calendar = working_calendar()
    calls = overview.open_calls(at=now, calendar=calendar)
    return {
        "calls": calls,
        "owing": sum(call.counts.owing for call in calls),
        "drafts": overview.in_preparation(),
        "closed": overview.closed(),
        "to_approve": desk.to_approve(),
        "to_number": desk.to_number(),
        "letters": pending.waiting() if allows(user, Permission.RESPONSE_ENTER) else [],
        "writing": desk.in_writing(user).filter(round__isnull=True)[:SHOWN],
        "arrivals": desk.arrivals(user)[:SHOWN],
        "unreached": desk.unreached(user)[:SHOWN],
        "calendar": calendar,
        "may_edit": allows(user, Permission.ROUND_EDIT),
        "may_remind": allows(user, Permission.ROUND_REMIND),
        "may_close": allows(user, Permission.ROUND_CLOSE),
        "may_confirm": allows(user, Permission.ROUND_CONFIRM),
        "may_approve": allows(user, Permission.DISPATCH_APPROVE),
        "may_issue": allows(user, Permission.DISPATCH_ISSUE),
        "may_hand": allows(user, Permission.INCOMING_HAND),
    }


def _unit(user: User) -> dict[str, Any]:
    today = clock.today()
    district = district_of(user, today)
    if district is None:
        return {"district": None, "calls": []}
    return {
        "district": district,
        "calls": calls_of(district),
        "may_submit": may_submit(user, district, today),
    }


_DESKS: dict[Role, tuple[str, Callable[[User], dict[str, Any]]]] = {
    Role.OFFICER: ("home/department.html", _department),
    Role.LEADER: ("home/department.html", _department),
    Role.CLERK: ("home/department.html", _department),
    Role.DISTRICT: ("home/unit.html", _unit),
}
