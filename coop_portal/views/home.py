"""The first page: the question of the day, by role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from accounts import agenda
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from accounts.rules import allows
from consultations.domain import overview, pending
from consultations.domain.assigned import assigned_to
from consultations.domain.tasks_of_unit import calls_of
from deadlines import clock
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi
from dispatches.domain import desk
from districts.domain import reports, transferring
from districts.domain.delegations import may_submit
from districts.domain.officers import district_of
from partners.domain import proposals

AHEAD = timedelta(days=14)
SHOWN = 20  # of each kind of work; the lists and the agenda have the rest
SHOWN_OVERDUE = 5  # the oldest of each kind; the page of all debts has the rest


class Home(View):
    """Officer, leader, clerk and unit each see first what waits for them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the desk of the user's role."""
        user = cast("User", request.user)  # visitors were sent to sign in
        if user.role == Role.ADMINISTRATOR:
            return redirect("accounts:users")
        template, facts = _DESKS[Role(user.role)]
        common = {"now": clock.now(), "today": clock.today()}
        return render(request, template, facts(user) | common | _days(user))


def _days(user: User) -> dict[str, Any]:
    """Return what is due in the next days, and all that was and is not done."""
    today = clock.today()
    found = agenda.to_do(user, today, last=today + AHEAD)
    elsewhere = [each for each in found if not each.on_desk]
    return {
        "soon": [each for each in elsewhere if each.day >= today][:SHOWN],
        "debts": agenda.debts(elsewhere, today),
        "shown_overdue": SHOWN_OVERDUE,
    }


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
        "assigned": list(assigned_to(user)) if allows(user, Permission.COMMENT_ANSWER) else [],
        "proposals": _waiting(user, Permission.PARTNER_EDIT, proposals.waiting()),
        "ended": transferring.ended_with_work(day_in_hanoi(now))
        if allows(user, Permission.UNIT_EDIT)
        else [],
        "reports": _waiting(user, Permission.PROGRAMME_EDIT, reports.waiting()),
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


def _waiting(user: User, permission: Permission, found: QuerySet[Any]) -> dict[str, Any]:
    """Return what units sent and the user may decide: how many, and the oldest of them."""
    number = found.count() if allows(user, permission) else 0
    return {"number": number, "oldest": found[:SHOWN]} if number else {}


def _unit(user: User) -> dict[str, Any]:
    today = clock.today()
    district = district_of(user, today)
    if district is None:
        return {"district": None, "calls": []}
    found = calls_of(district)
    return {
        "district": district,
        "calls": [call for call in found if not call.round.is_over],
        "over": [call for call in found if call.round.is_over],
        "may_submit": may_submit(user, district, today),
    }


_DESKS: dict[Role, tuple[str, Callable[[User], dict[str, Any]]]] = {
    Role.OFFICER: ("home/department.html", _department),
    Role.LEADER: ("home/department.html", _department),
    Role.CLERK: ("home/department.html", _department),
    Role.DISTRICT: ("home/unit.html", _unit),
}
