import datetime as dt

import pytest
from django.urls import reverse

from deadlines.models import CalendarDay
from tests.factories import signed_in, user
from tests.frame import own_queries

pytestmark = pytest.mark.django_db

FORM = {"date": "2021-09-06", "working": "off", "basis": "Thông báo số 12/TB-UBND"}


@pytest.fixture
def client():
    return signed_in(user("administrator"))


def test_the_calendar_opens_at_the_present_year(client):
    assert client.get(reverse("accounts:calendar")).context["year"] == 2021


def test_a_day_is_added_and_removed(client):
    response = client.post(reverse("accounts:calendar"), FORM)

    day = CalendarDay.objects.get(date=dt.date(2021, 9, 6))
    assert response.url == reverse("accounts:calendar_year", args=[2021])
    assert (day.working, day.basis) == (False, "Thông báo số 12/TB-UBND")
    assert "06/9/2021, thứ Hai" in client.get(response.url).content.decode()

    client.post(reverse("accounts:calendar_unmark", args=[day.pk]))
    assert not CalendarDay.objects.filter(date=day.date).exists()


@pytest.mark.parametrize(
    ("field", "value"), [("basis", ""), ("date", "31/2/2021"), ("working", "maybe")]
)
def test_a_day_without_basis_or_date_is_refused(client, field, value):
    response = client.post(reverse("accounts:calendar"), FORM | {field: value})

    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize(("year", "status"), [(2006, 404), (2007, 200), (2100, 200), (2101, 404)])
def test_only_years_with_a_public_calendar_are_shown(client, year, status):
    assert client.get(reverse("accounts:calendar_year", args=[year])).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_more(client, count):
    for day in range(count):
        CalendarDay.objects.create(date=dt.date(2021, 9, 6 + day), working=False, basis="TB")

    assert own_queries(client, reverse("accounts:calendar_year", args=[2021])) == 1
