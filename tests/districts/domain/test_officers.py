import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent, User
from districts.domain.delegations import may_submit
from districts.domain.officers import assign, authorise, district_of, end, officers_on
from districts.errors import DistrictRefused
from districts.models import DistrictOfficer
from tests.factories import AT, DAY, district, duty, officer_of, user
from tests.racing import at_once

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def unit():
    return district("Lục Ngạn")


@pytest.fixture
def ngan():
    return user("district", "ngan", "Trần Thị Ngân")


def test_an_officer_acts_from_the_first_day_to_the_last(unit, ngan):
    made = duty(ngan, unit, DAY)
    end(made, valid_to=DAY + 3 * ONE_DAY, by=SYSTEM, at=AT)

    acts = [district_of(ngan, DAY + n * ONE_DAY) == unit for n in (-1, 0, 2, 3)]

    assert acts == [False, True, True, False]
    assert made.last_day == DAY + 2 * ONE_DAY
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "data"))[1:] == [
        ("officer.assigned", {"valid_from": "2021-08-02", "may_submit": True}),
        ("officer.ended", {"valid_to": "2021-08-05"}),
    ]


def test_an_officer_submits_or_drafts_only_as_authorised(unit, ngan):
    made = duty(ngan, unit, DAY)
    before = may_submit(ngan, unit, DAY)
    authorise(made, may_submit=False, by=SYSTEM, at=AT)

    assert (before, may_submit(ngan, unit, DAY)) == (True, False)
    assert AuditEvent.objects.get(action="officer.authorised").data == {"may_submit": False}
    with pytest.raises(DistrictRefused, match="đã như vậy"):
        authorise(made, may_submit=False, by=SYSTEM, at=AT)


def test_who_acts_for_another_unit_or_no_longer_submits_nothing(unit, ngan):
    other = district("Lục Nam", code="luc-nam")
    end(duty(ngan, unit, DAY), valid_to=DAY + ONE_DAY, by=SYSTEM, at=AT)

    days = [(unit, DAY), (unit, DAY + ONE_DAY), (other, DAY)]
    assert [may_submit(ngan, one, day) for one, day in days] == [True, False, False]


def test_who_has_another_role_acts_for_no_unit(unit, ngan):
    duty(ngan, unit)
    ngan.role = "officer"

    assert district_of(ngan, DAY) is None


def test_a_person_of_the_department_is_not_assigned(unit):
    with pytest.raises(DistrictRefused, match="không có vai trò"):
        duty(user("officer"), unit)


def test_nobody_acts_for_two_units_on_one_day(unit, ngan):
    other = district("Lục Nam", code="luc-nam")
    first = duty(ngan, unit, DAY)
    with pytest.raises(DistrictRefused, match="đang hoặc sẽ là đầu mối"):
        duty(ngan, other, DAY + ONE_DAY)

    end(first, valid_to=DAY + ONE_DAY, by=SYSTEM, at=AT)
    with pytest.raises(DistrictRefused, match="đang hoặc sẽ là đầu mối"):
        duty(ngan, other, DAY)

    assert duty(ngan, other, DAY + ONE_DAY).district == other
    assert district_of(ngan, DAY) == unit


def test_a_duty_entered_by_mistake_never_held(unit, ngan):
    made = duty(ngan, unit, DAY)

    end(made, valid_to=DAY, by=SYSTEM, at=AT)

    assert district_of(ngan, DAY) is None


def test_end_refuses_an_earlier_day_and_a_second_end(unit, ngan):
    made = duty(ngan, unit, DAY)
    with pytest.raises(DistrictRefused, match="trước ngày bắt đầu"):
        end(made, valid_to=DAY - ONE_DAY, by=SYSTEM, at=AT)

    end(made, valid_to=DAY + ONE_DAY, by=SYSTEM, at=AT)
    with pytest.raises(DistrictRefused, match="đã kết thúc"):
        end(made, valid_to=DAY + 2 * ONE_DAY, by=SYSTEM, at=AT)

    assert made.valid_to == DAY + ONE_DAY


def test_officers_of_a_unit_are_those_who_can_act(unit, ngan):
    duty(ngan, unit)
    gone = officer_of(unit, "gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)

    assert [made.user for made in officers_on(unit, DAY)] == [ngan]
    assert not officers_on(unit, DAY - ONE_DAY).exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_assign_one_person_once(unit, ngan):
    other = district("Lục Nam", code="luc-nam")

    results = at_once(lambda: duty(ngan, unit), lambda: duty(ngan, other))

    assert sorted(type(result).__name__ for result in results) == [
        "DistrictOfficer",
        "DistrictRefused",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda duties: duties.update(valid_to=DAY - ONE_DAY),
        lambda duties: duties.create(
            user=duties[0].user, district=duties[0].district, valid_from=DAY
        ),
    ],
    ids=["period runs backwards", "second open duty"],
)
def test_the_database_refuses_what_cannot_be(unit, ngan, wrong):
    duty(ngan, unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(DistrictOfficer.objects.all())


def test_assign_returns_the_duty(unit, ngan):
    made = assign(user=ngan, district=unit, valid_from=DAY, by=SYSTEM, at=AT)

    assert str(made) == "Trần Thị Ngân – huyện Lục Ngạn"
    assert made.last_day is None
