import datetime as dt

import pytest

from accounts.domain.calendar_days import mark_day, unmark_day
from accounts.models import AuditEvent
from deadlines.domain.calendar import working_calendar
from deadlines.models import CalendarDay
from tests.factories import AT, user

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2021, 9, 6)
NOTICE = "Thông báo số 12/TB-UBND ngày 30/8/2021"


@pytest.fixture
def administrator():
    return user("administrator")


def test_a_marked_day_rules_the_calendar(administrator):
    day = mark_day(date=MONDAY, working=False, basis=f" {NOTICE} ", by=administrator, at=AT)

    assert day.basis == NOTICE
    assert not working_calendar().is_working(MONDAY)
    assert AuditEvent.objects.get().action == "calendar.day_marked"


def test_a_later_notice_wins(administrator):
    for working in (False, True):
        mark_day(date=MONDAY, working=working, basis=NOTICE, by=administrator, at=AT)

    assert CalendarDay.objects.get(date=MONDAY).working
    assert AuditEvent.objects.count() == 2


def test_an_unmarked_day_is_as_the_public_calendar_says(administrator):
    day = mark_day(date=MONDAY, working=False, basis=NOTICE, by=administrator, at=AT)

    for _again in range(2):
        unmark_day(day, by=administrator, at=AT)

    assert working_calendar().is_working(MONDAY)
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "object_label")) == [
        ("calendar.day_marked", "06/9/2021"),
        ("calendar.day_unmarked", "06/9/2021"),
    ]
