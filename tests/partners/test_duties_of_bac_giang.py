"""What the second letter asks of each unit, counted on the real data from day to day."""

import datetime as dt
from collections import Counter

import pytest

from accounts.actors import SYSTEM
from coop_portal import bac_giang
from districts.domain import reports
from districts.domain.duties import tasks
from districts.domain.units import units_on
from districts.enums import DutyState
from districts.models import District, Duty
from partners.models import Agreement
from tests.districts.factories import submitted
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
PLAN = dt.date(2021, 12, 31)


@pytest.fixture(autouse=True)
def loaded():
    bac_giang.load(AT)


def asked_of(code, day):
    unit = District.objects.get(code=code)
    return [(t.occurrence.key, t.due, t.state) for t in tasks([unit], day)]


STANDING = ("thuong-xuyen-2021", None, DutyState.OPEN)
PLAN_OF_ITS_OWN = ("thuong-xuyen", None, DutyState.OPEN)
# «Đối với các huyện, thành phố có kế hoạch»: funding and two more without a day.
WITH_A_PLAN = ("thuong-xuyen-2021", None, DutyState.NOT_ASKED)


def test_the_city_owes_a_plan_a_yearly_entry_and_a_plan_after_its_signing():
    signed = Agreement.objects.get().pk
    assert asked_of("bac-giang", DAY) == [
        ("mot-lan", PLAN, DutyState.OPEN),
        ("2022", dt.date(2022, 12, 31), DutyState.OPEN),
        *[STANDING] * 2,
        *[WITH_A_PLAN] * 3,
        (f"thoa-thuan-{signed}", None, DutyState.NOT_ASKED),
    ]
    # From the day on which it had to have its plan, done or not.
    assert asked_of("bac-giang", PLAN) == [
        ("mot-lan", PLAN, DutyState.OPEN),
        ("2022", dt.date(2022, 12, 31), DutyState.OPEN),
        *[STANDING] * 5,
        (f"thoa-thuan-{signed}", None, DutyState.OPEN),
    ]


def test_a_unit_free_to_choose_has_no_plan_by_a_day():
    assert asked_of("son-dong", dt.date(2024, 4, 29))[:3] == [
        ("2022", dt.date(2022, 12, 31), DutyState.NOT_ASKED),
        ("2023", dt.date(2023, 12, 31), DutyState.NOT_ASKED),
        ("2024", dt.date(2024, 12, 31), DutyState.NOT_ASKED),
    ]
    assert asked_of("son-dong", dt.date(2021, 9, 29)) == [
        ("2022", dt.date(2022, 12, 31), DutyState.NOT_ASKED),
        *[STANDING] * 2,
        PLAN_OF_ITS_OWN,
        *[WITH_A_PLAN] * 3,
    ]


def test_once_its_plan_is_accepted_it_is_asked_for_what_comes_after():
    unit = District.objects.get(code="son-dong")
    plan = Duty.objects.get(is_plan=True, due=None)
    made = submitted(plan, unit, "thuong-xuyen")
    later = dt.date(2023, 1, 15)
    before = [t.state for t in tasks([unit], later)]
    reports.accept(made, by=SYSTEM, at=AT)
    yearly = [t for t in tasks([unit], later) if t.due]
    assert DutyState.NOT_ASKED in before
    assert [(t.occurrence.key, t.state) for t in yearly] == [
        ("2022", DutyState.OVERDUE),
        ("2023", DutyState.OPEN),
    ]
    assert DutyState.NOT_ASKED not in [t.state for t in tasks([unit], later)]
    # As it stood before the department accepted it.
    stood = tasks([unit], later, until=AT)
    assert DutyState.NOT_ASKED in [t.state for t in stood]


def test_the_condition_and_the_plans_are_those_of_the_letter():
    condition = "Đối với các huyện, thành phố có kế hoạch hợp tác cấp địa phương"
    asked = Duty.objects.exclude(plan_condition="")
    assert {d.plan_condition for d in asked} == {condition}
    assert {d.source.rpartition(", ")[2] for d in asked} == {"điểm 4"}
    plans = Duty.objects.filter(is_plan=True).order_by("pk")
    assert [d.source.rpartition(", ")[2] for d in plans] == ["điểm 2", "điểm 3"]


@pytest.mark.parametrize(
    ("day", "all_", "overdue"),
    [
        (DAY, 71, 0),
        (PLAN, 71, 0),
        # In January units still write about what they keep doing, five duties of ten units.
        (dt.date(2022, 1, 1), 71 + 50, 4),
        (dt.date(2023, 7, 20), 81, 8),
        # The period ends in 2025: no year after it is asked for.
        (dt.date(2030, 1, 1), 101, 20),
    ],
)
def test_how_much_is_asked_and_overdue(day, all_, overdue):
    found = tasks(units_on(day), day)
    assert (len(found), Counter(t.state for t in found)[DutyState.OVERDUE]) == (all_, overdue)
