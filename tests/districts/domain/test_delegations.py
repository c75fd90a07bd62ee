"""A submitter lets a colleague submit for some days."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain import officers
from districts.domain.delegations import delegate, may_submit, revoke
from districts.errors import DistrictRefused
from districts.models import Delegation
from tests.factories import AT, DAY, district, officer_of
from tests.racing import at_once

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)


class Unit:
    """A unit with one who submits and one who drafts."""

    def __init__(self):
        self.unit = district("Lục Ngạn")
        self.submitter = officer_of(self.unit, "chu")
        self.drafter = officer_of(self.unit, "soan", may_submit=False)

    @property
    def duty(self):
        return self.drafter.district_duties.get()

    def delegate(self, first=DAY, last=DAY + 2 * ONE_DAY, **changes):
        values = {"to": self.duty, "by": self.submitter, "at": AT, "today": DAY}
        period = {"valid_from": first, "valid_to": last + ONE_DAY}
        return delegate(self.unit, **values | period | changes)

    def days(self):
        return [may_submit(self.drafter, self.unit, DAY + n * ONE_DAY) for n in range(-1, 4)]


@pytest.fixture
def unit():
    return Unit()


def test_the_colleague_submits_in_the_days_named_and_the_trail_says_so(unit):
    made = unit.delegate()

    assert unit.days() == [False, True, True, True, False]
    assert made.last_day == DAY + 2 * ONE_DAY
    assert AuditEvent.objects.get(action="delegation.given").data == {
        "valid_from": "2021-08-02",
        "valid_to": "2021-08-05",
    }


def test_a_revoked_one_ends_at_once_and_only_once(unit):
    made = unit.delegate()
    revoke(made, by=unit.submitter, at=AT, today=DAY)

    assert unit.days() == [False] * 5
    with pytest.raises(DistrictRefused, match="đã được thu hồi"):
        revoke(made, by=unit.submitter, at=AT, today=DAY)


def test_it_sleeps_where_the_giver_may_not_submit(unit):
    unit.delegate()
    giver = unit.submitter.district_duties.get()
    officers.authorise(giver, may_submit=False, by=SYSTEM, at=AT)

    assert unit.days() == [False] * 5


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first": DAY - 3 * ONE_DAY, "last": DAY - ONE_DAY}, "không được trước hôm nay"),
        ({"first": DAY + ONE_DAY, "last": DAY}, "từ ngày bắt đầu"),
        ({"first": DAY, "last": DAY + 366 * ONE_DAY}, "không quá một năm"),
    ],
)
def test_a_period_that_cannot_be_is_refused(unit, changes, why):
    with pytest.raises(DistrictRefused, match=why):
        unit.delegate(**changes)


def test_the_right_is_not_handed_on_and_not_given_twice_for_a_day(unit):
    third = officer_of(unit.unit, "ba", may_submit=False)
    unit.delegate()

    with pytest.raises(DistrictRefused, match="mới ủy quyền được"):
        unit.delegate(by=unit.drafter, to=third.district_duties.get())
    with pytest.raises(DistrictRefused, match="trong thời gian đó"):
        unit.delegate(first=DAY + 2 * ONE_DAY, last=DAY + 9 * ONE_DAY)
    assert unit.delegate(first=DAY + 3 * ONE_DAY, last=DAY + 9 * ONE_DAY).pk


def test_nobody_of_another_unit_is_authorised(unit):
    stranger = officer_of(district("Lục Nam", code="luc-nam"), "nam", may_submit=False)

    with pytest.raises(DistrictRefused, match="đầu mối khác của đơn vị"):
        unit.delegate(to=stranger.district_duties.get())


def test_who_does_not_submit_revokes_nothing(unit):
    made = unit.delegate()
    with pytest.raises(DistrictRefused, match="mới thu hồi được"):
        revoke(made, by=unit.drafter, at=AT, today=DAY)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one(unit):
    results = at_once(unit.delegate, unit.delegate)

    assert sorted(type(result).__name__ for result in results) == ["Delegation", "DistrictRefused"]


@pytest.mark.parametrize("wrong", ["to oneself", "backwards"])
def test_the_database_refuses_what_cannot_be(unit, wrong):
    made = unit.delegate()
    change = {"giver_id": made.delegate_id} if wrong == "to oneself" else {"valid_to": DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.update(**change)
