"""Officers of a unit are told what is nearly due, overdue or returned; nobody else is."""

import datetime as dt

import pytest

from districts.domain import reports
from districts.domain.duty_reminders import due_reminders
from outbox import due as registered
from tests.districts.factories import duty, programme, submitted
from tests.factories import AT, district, officer_of, user

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 12, 31)


def at(day):
    return dt.datetime.combine(day, dt.time(8), AT.tzinfo)


@pytest.fixture
def unit():
    return district()


@pytest.fixture
def plan(unit):
    return duty(unit, due=DUE)


def told(day):
    return [(due.stage, due.on, due.to.username) for due in due_reminders(at(day))]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (31, []),
        (30, ["30"]),
        (7, ["7"]),
        (0, ["0"]),
        (-1, ["overdue-20220101"]),
        (-20, ["overdue-20220115"]),
    ],
)
def test_each_stage_when_it_is_reached(unit, plan, days, expected):
    officer_of(unit)
    assert [stage for stage, *_rest in told(DUE - dt.timedelta(days=days))] == expected


def test_an_overdue_duty_has_another_key_each_week(unit, plan):
    officer_of(unit)
    days = [DUE + dt.timedelta(days=number) for number in range(1, 16)]
    keys = [[due.key for due in due_reminders(at(day))] for day in days]
    assert all(len(each) == 1 for each in keys)
    assert len({each[0] for each in keys}) == 3


def test_every_officer_of_the_unit_and_no_other_is_told(unit, plan):
    officer_of(unit, "an")
    officer_of(unit, "binh")
    officer_of(district("Yên Dũng", code="yen-dung"), "chi")
    user("officer")
    assert told(DUE) == [("0", DUE, "an"), ("0", DUE, "binh")]


def test_what_is_sent_reminds_no_more_and_what_is_returned_does_at_once(unit, plan):
    officer_of(unit)
    sent = submitted(plan, unit)
    assert told(DUE) == []
    reports.send_back(sent, reason="Thiếu.", by=user(), at=AT)
    assert told(AT.date()) == [("returned", AT.date(), "district")]
    assert {stage for stage, *_rest in told(DUE)} == {"0", "returned"}


def test_the_line_says_the_duty_and_leads_to_its_report(unit, plan):
    officer_of(unit)
    (due,) = due_reminders(at(DUE))
    assert due.title == "Báo cáo nhiệm vụ: Xây dựng Kế hoạch"
    assert due.path == f"/don-vi/cua-toi/nhiem-vu/{plan.pk}/mot-lan/"
    assert due.key in [each.key for each in registered.everything(at(DUE))]


def test_a_unit_that_is_no_more_is_not_reminded():
    gone = district(valid_to=dt.date(2021, 12, 1))
    duty(gone, due=dt.date(2021, 11, 1))
    officer_of(gone)
    assert told(dt.date(2021, 11, 20)) != []
    assert told(DUE) == []


@pytest.mark.parametrize("count", [1, 4])
def test_reminders_ask_as_often_for_more(django_assert_num_queries, count):
    under = programme()
    units = [district(f"Huyện {n}", code=f"u{n}") for n in range(count)]
    for number, unit in enumerate(units):
        officer_of(unit, f"o{number}")
        duty(unit, under=under, due=DUE)
    with django_assert_num_queries(8):
        assert len(due_reminders(at(DUE))) == count


def test_a_report_that_waits_is_told_to_officers_when_it_comes_and_each_week(unit, plan):
    user("officer")
    sent = submitted(plan, unit)
    stages = [told(AT.date() + dt.timedelta(days=days)) for days in (0, 6, 7, 15)]
    assert stages == [
        [(stage, AT.date(), "officer")] for stage in ("new", "new", "week-1", "week-2")
    ]
    (waiting,) = due_reminders(AT)
    assert waiting.title == "Báo cáo chờ kết luận: Xây dựng Kế hoạch (UBND huyện Lục Ngạn)"
    assert waiting.path == f"/don-vi/bao-cao/{sent.pk}/"
    reports.accept(sent, by=user("leader"), at=AT)
    assert told(AT.date()) == []
