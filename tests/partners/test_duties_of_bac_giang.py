"""What the second letter asks of each unit, counted on the real data from day to day."""

import datetime as dt
from collections import Counter

import pytest

from coop_portal import bac_giang
from districts.domain.duties import tasks
from districts.domain.units import units_on
from districts.enums import DutyState
from districts.models import District
from partners.models import Agreement
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
PLAN = dt.date(2021, 12, 31)


@pytest.fixture(autouse=True)
def loaded():
    bac_giang.load(AT)


def asked_of(code, day):
    unit = District.objects.get(code=code)
    return [(t.occurrence.key, t.due, t.state) for t in tasks([unit], day)]


STANDING = ("thuong-xuyen", None, DutyState.OPEN)


def test_the_city_owes_a_plan_a_yearly_entry_and_a_plan_after_its_signing():
    signed = Agreement.objects.get().pk
    assert asked_of("bac-giang", DAY) == [
        ("mot-lan", PLAN, DutyState.OPEN),
        ("2022", dt.date(2022, 12, 31), DutyState.OPEN),
        *[STANDING] * 5,
        (f"thoa-thuan-{signed}", None, DutyState.OPEN),
    ]


def test_a_unit_free_to_choose_has_no_plan_by_a_day():
    assert asked_of("son-dong", dt.date(2024, 2, 29)) == [
        ("2022", dt.date(2022, 12, 31), DutyState.OVERDUE),
        ("2023", dt.date(2023, 12, 31), DutyState.OVERDUE),
        ("2024", dt.date(2024, 12, 31), DutyState.OPEN),
        *[STANDING] * 6,
    ]


@pytest.mark.parametrize(
    ("day", "all_", "overdue"),
    [
        (DAY, 71, 0),
        (PLAN, 71, 0),
        (dt.date(2022, 1, 1), 71, 4),
        (dt.date(2023, 7, 20), 81, 14),
        # The period ends in 2025: no year after it is asked for.
        (dt.date(2030, 1, 1), 101, 44),
    ],
)
def test_how_much_is_asked_and_overdue(day, all_, overdue):
    found = tasks(units_on(day), day)
    assert (len(found), Counter(t.state for t in found)[DutyState.OVERDUE]) == (all_, overdue)
