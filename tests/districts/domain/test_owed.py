"""A successor is asked for its own time; what the unit before it owed comes to it by transfer."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.due import DueState, duties_due
from coop_portal.reports.subjects import Year
from districts.domain import programme as programmes
from districts.domain import reports, transferring
from districts.domain.duties import tasks
from districts.domain.duty_reminders import due_reminders
from districts.domain.owed import OWED_DUTIES, followed
from districts.domain.transferring import Choice
from districts.enums import DutyState
from districts.errors import DistrictRefused, TransferRefused
from districts.models import DutyPassing
from tests.districts.acts import enter, unit
from tests.districts.factories import SOURCE, duty, programme, submitted, task_of
from tests.factories import AT, district, officer_of
from tests.partners.factories import agreement, partner

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2024, 2, 1)
THEN = dt.datetime.fromisoformat("2024-02-01T09:00:00+07:00")
LATER = dt.date(2024, 6, 1)


@pytest.fixture
def yearly():
    """A yearly duty of a huyện, reported for 2022; the huyện becomes a town on 01/02/2024."""
    old = district("Việt Yên", code="a")
    asked = duty(old, text="Hằng năm", yearly_from=2022)
    made = reports.save(
        task_of(asked, old, "2022", dt.date(2022, 9, 1)), text="Xong.", edition=0, by=SYSTEM, at=AT
    )
    reports.submit(made, by=SYSTEM, at=AT)
    reports.accept(made, by=SYSTEM, at=AT)
    return asked


def becomes_town(on=ON):
    enter(("a", "t", "kind_changed"), new=[("t", "town", "Việt Yên")], on=on)


def move(kinds=("duty", "owed"), to="t", of="a", at=THEN):
    choices = [
        Choice(found.kind.code, holding.pk, unit(to))
        for found in transferring.open_holdings(unit(of), at.date())
        for holding in found.holdings
        if found.kind.code in kinds
    ]
    return transferring.transfer(unit(of), choices, by=SYSTEM, at=at)


def told(code, day=LATER):
    return [(t.occurrence.key, t.state) for t in tasks([unit(code)], day)]


def test_a_successor_is_not_asked_for_the_time_before_it(yearly):
    becomes_town()
    move(("duty",))
    assert told("t") == [("2024", DutyState.OPEN)]


def test_what_the_former_unit_owed_comes_by_transfer(yearly):
    becomes_town()
    assert [(h.title, h.note) for h in OWED_DUTIES.find([unit("a")], ON)] == [
        ("Hằng năm", "hạn 31/12/2023")
    ]
    assert move() == 2

    assert told("t") == [("2023", DutyState.OVERDUE), ("2024", DutyState.OPEN)]
    [first, second] = tasks([unit("t")], LATER)
    assert (first.taken_over.passed_from, first.asked_of) == (unit("a"), unit("a"))
    assert (second.taken_over, second.asked_of) == (None, unit("t"))
    assert transferring.open_holdings(unit("a"), ON) == []
    event = AuditEvent.objects.get(action="duty.handed_on")
    assert event.data["occurrences"] == ["2023"]
    assert (event.data["before"], event.data["after"]) == ("huyện Việt Yên", "thị xã Việt Yên")


def test_the_successor_is_reminded_of_it_and_reports_on_it(yearly):
    becomes_town()
    move()
    person = officer_of(unit("t"), since=ON)
    on_2023 = {due.what for due in due_reminders(THEN) if due.to == person}
    assert on_2023 == {f"duty:{yearly.pk}:{unit('t').pk}:2023"}
    taken = task_of(yearly, unit("t"), "2023", LATER)
    made = reports.save(taken, text="Đã làm.", edition=0, by=SYSTEM, at=THEN)
    reports.submit(made, by=SYSTEM, at=THEN)
    reports.accept(made, by=SYSTEM, at=THEN)
    assert told("t") == [("2023", DutyState.DONE), ("2024", DutyState.OPEN)]


def test_each_year_counts_it_once_for_the_unit_of_its_day(yearly):
    becomes_town()
    move()
    counted = {
        year: [(d.task.unit.code, d.state) for d in duties_due(Year(year, dt.date(2025, 3, 1)))]
        for year in (2022, 2023, 2024)
    }
    assert counted == {
        2022: [("a", DueState.DONE)],
        2023: [("a", DueState.LATE)],
        2024: [("t", DueState.LATE)],
    }


def test_it_goes_on_from_successor_to_successor(yearly):
    becomes_town()
    move()
    enter(("t", "w", "merged"), new=[("w", "ward", "Việt Yên")], on=dt.date(2024, 7, 1))
    at = dt.datetime.fromisoformat("2024-07-01T09:00:00+07:00")
    assert move(to="w", of="t", at=at) == 2
    assert told("w", at.date()) == [("2023", DutyState.OVERDUE), ("2024", DutyState.OPEN)]
    assert [p.asked_of.code for p in DutyPassing.objects.order_by("pk")] == ["a", "a"]


def test_a_unit_that_is_asked_for_the_same_time_itself_takes_nothing_over():
    old, other = district("Yên Dũng", code="a"), district("Bắc Giang", "city", code="b", rank=2)
    duty(old, other, text="Hằng năm", yearly_from=2022)
    enter(("a", "b", "merged"), on=ON)
    assert transferring.open_holdings(unit("a"), ON) == []


def test_a_plan_after_a_signing_is_owed_too():
    old = district("Việt Yên", code="a")
    duty(old, after_signing=True)
    made = agreement(old, partner())
    becomes_town()
    move()
    assert told("t") == [(f"thoa-thuan-{made.pk}", DutyState.OPEN)]


def test_what_was_reported_meanwhile_is_not_handed_on(yearly):
    becomes_town()
    choices = [Choice("owed", yearly.pk, unit("t"))]
    move(("owed",))
    with pytest.raises(TransferRefused, match="vừa thay đổi"):
        transferring.transfer(unit("a"), choices, by=SYSTEM, at=THEN)
    assert DutyPassing.objects.count() == 1


def test_what_was_handed_on_keeps_its_pattern_and_its_duty(yearly):
    becomes_town()
    move(("owed",))
    never = programme()
    other = duty(unit("t"), under=never, text="Khác", due=dt.date(2024, 12, 31))
    demand = programmes.Demand(
        text="Hằng năm", districts=[unit("a")], due=dt.date(2024, 5, 1), yearly_from=None,
        after_signing=False, source=SOURCE,
    )  # fmt: skip
    with pytest.raises(DistrictRefused):
        programmes.keep_duty(yearly, demand, programme=yearly.programme, by=SYSTEM, at=THEN)
    with pytest.raises(DistrictRefused):
        programmes.remove_duty(yearly, by=SYSTEM, at=THEN)
    programmes.remove_duty(other, by=SYSTEM, at=THEN)


def test_the_database_keeps_what_was_handed_on_and_refuses_it_twice(yearly):
    becomes_town()
    move(("owed",))
    rows = DutyPassing.objects.all()
    kept = rows.get()
    for act in (lambda: rows.update(basis="x"), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            act()
    facts = {"duty": yearly, "asked_of": unit("a"), "passed_on": ON, "entered_at": AT}
    other = district("Chũ", code="c", rank=3)
    for wrong in (
        {"occurrence": "2023", "passed_from": unit("a"), "passed_to": other},
        {"occurrence": "2023", "passed_from": other, "passed_to": unit("t")},
        {"occurrence": "2024", "passed_from": other, "passed_to": other},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DutyPassing.objects.create(**facts | wrong)
    assert list(DutyPassing.objects.all()) == [kept]


def test_a_duty_that_makes_the_plan_asks_for_no_plan():
    with pytest.raises(DistrictRefused, match="không đặt điều kiện"):
        duty(district("A", code="a"), is_plan=True, plan_condition="có kế hoạch")
    made = duty(unit("a"), is_plan=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(plan_condition="có kế hoạch")


def test_a_new_unit_has_a_plan_of_its_own_or_none():
    """What the huyện planned is not the ward's plan: it is asked once its own is accepted."""
    old = district("Sơn Động", code="a")
    under = programme()
    plan = duty(old, under=under, is_plan=True)
    duty(old, under=under, text="Kinh phí", plan_condition="có kế hoạch")
    reports.accept(submitted(plan, old, "thuong-xuyen"), by=SYSTEM, at=AT)
    assert told("a", AT.date()) == [
        ("thuong-xuyen", DutyState.DONE),
        (f"thuong-xuyen-{AT.year}", DutyState.OPEN),
    ]
    becomes_town()
    move()
    assert told("t") == [
        ("thuong-xuyen", DutyState.OPEN),
        (f"thuong-xuyen-{LATER.year}", DutyState.NOT_ASKED),
    ]


def followed_on(day):
    return [(t.unit.code, t.occurrence.key, t.state) for t in followed(day)]


def test_the_department_follows_what_an_ended_unit_owes_until_it_is_handed_on(yearly):
    assert followed_on(dt.date(2023, 6, 1)) == [("a", "2022", "done"), ("a", "2023", "open")]
    becomes_town()
    assert followed_on(LATER) == [("a", "2023", "overdue")]
    move()
    assert followed_on(LATER) == [("t", "2023", "overdue"), ("t", "2024", "open")]


@pytest.fixture
def abolished(yearly):
    """The huyện ends on 01/02/2024 and the province follows it."""
    enter(("a", "p", "abolished"), new=[("p", "province", "Bắc Ninh")], on=ON)
    return yearly


def test_what_is_asked_of_local_units_is_not_handed_to_the_province(abolished):
    found = transferring.open_holdings(unit("a"), ON)
    assert [(one.kind.code, one.default) for one in found] == [("duty", None), ("owed", None)]
    with pytest.raises(TransferRefused, match="chỉ chuyển được cho đơn vị cấp dưới của tỉnh"):
        move(("duty",), to="p")
    assert followed_on(LATER) == [("a", "2023", "overdue")]


def test_what_the_board_follows_is_what_the_report_of_the_year_counts(abolished):
    """With a ward in place of the huyện: the board asks it, its people are told, it is counted."""
    district("Việt Yên", "ward", code="w", rank=2, valid_from=ON)
    person = officer_of(unit("w"), since=ON)
    assert move(to="w") == 2
    day = dt.date(2025, 1, 5)
    followed_then = [(t.unit.code, t.due, t.state) for t in followed(day) if t.due < day]
    assert followed_then == [
        ("w", dt.date(2023, 12, 31), "overdue"),
        ("w", dt.date(2024, 12, 31), "overdue"),
    ]
    [due] = duties_due(Year(2024, day))
    assert (due.task.unit.code, due.state) == ("w", DueState.LATE)
    at = dt.datetime.combine(day, dt.time(9), THEN.tzinfo)
    assert {(d.to, d.on) for d in due_reminders(at)} == {
        (person, dt.date(2023, 12, 31)),
        (person, dt.date(2024, 12, 31)),
    }


def test_nobody_asks_the_province_for_a_duty(yearly):
    province = district("Bắc Ninh", "province", code="p", rank=2)
    with pytest.raises(DistrictRefused, match="chỉ giao cho đơn vị cấp dưới của tỉnh"):
        duty(province)
    with pytest.raises(IntegrityError), transaction.atomic():
        yearly.districts.add(province)
    assert [one.code for one in yearly.districts.all()] == ["a"]
