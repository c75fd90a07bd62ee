import datetime as dt

import pytest
from django.urls import reverse

from districts.models import DistrictOfficer
from tests.factories import district, duty, officer_of, signed_in, user
from tests.frame import own_queries

pytestmark = pytest.mark.django_db

LIST, ASSIGN = reverse("districts:officers"), reverse("districts:officer_assign")


@pytest.fixture
def client():
    return signed_in(user("administrator"))


@pytest.fixture
def unit():
    return district("Lục Ngạn")


def end(client, made, last_day):
    return client.post(reverse("districts:officer_end", args=[made.pk]), {"last_day": last_day})


def test_a_person_is_assigned_from_a_day_on(client, unit):
    person = user("district", "ngan")

    form = {"user": person.pk, "district": unit.pk, "valid_from": "2021-08-02"}
    assert client.post(ASSIGN, form).url == LIST

    made = DistrictOfficer.objects.get()
    assert (made.user, made.district, made.valid_from) == (person, unit, dt.date(2021, 8, 2))


def test_only_open_accounts_of_units_and_units_of_today_are_offered(client, unit):
    person = user("district", "ngan")
    user("district", "closed", is_active=False)
    district("Việt Yên", code="viet-yen", valid_to=dt.date(2021, 8, 2))

    fields = client.get(ASSIGN).context["form"].fields

    assert list(fields["user"].queryset) == [person]
    assert list(fields["district"].queryset) == [unit]


def test_a_second_unit_is_refused_above_the_form(client, unit):
    person = officer_of(unit, "ngan")
    form = {"user": person.pk, "district": unit.pk, "valid_from": "2021-08-03"}

    errors = client.post(ASSIGN, form).context["form"].non_field_errors()

    assert errors == ["Người này đang hoặc sẽ là đầu mối của một đơn vị sau ngày đó."]


def test_a_duty_ends_after_its_last_day(client, unit):
    made = duty(user("district", "ngan"), unit)

    assert end(client, made, "2021-08-31").url == LIST

    made.refresh_from_db()
    assert (made.valid_to, made.last_day) == (dt.date(2021, 9, 1), dt.date(2021, 8, 31))
    assert "31/8/2021" in client.get(LIST).content.decode()


def test_a_last_day_before_the_first_is_refused(client, unit):
    made = duty(user("district", "ngan"), unit)

    errors = end(client, made, "2021-07-30").context["form"].non_field_errors()

    assert errors == ["Ngày thôi làm đầu mối không được trước ngày bắt đầu."]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["an", "ngan"]),
        ({"q": "thi an"}, ["an"]),
        ({"state": "running"}, ["ngan"]),
        ({"state": "ended"}, ["an"]),
    ],
)
def test_the_list_is_filtered(client, unit, query, expected):
    end(client, duty(user("district", "an", "Lê Thị Ân"), unit), "2021-08-31")
    officer_of(unit, "ngan")

    rows = client.get(LIST, query).context["rows"]

    assert sorted(row[0].object.user.username for row in rows) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_more(client, unit, count):
    for number in range(count):
        officer_of(unit, f"u{number}")

    assert own_queries(client, LIST) == 2
