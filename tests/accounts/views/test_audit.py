import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from accounts.models import AuditEvent
from tests.factories import AT, signed_in, user

pytestmark = pytest.mark.django_db

LIST = reverse("accounts:audit")


@pytest.fixture
def administrator():
    return user("administrator", full_name="Lê Thị Hòa")


@pytest.fixture
def trail(administrator):
    """Two acts of a person and one of the portal, on three days."""
    for days, (actor, action) in enumerate(
        [(administrator, "user.created"), (administrator, "user.changed"), (SYSTEM, "user.changed")]
    ):
        at = AT + dt.timedelta(days=days)
        record(by=actor, action=action, on=administrator, at=at, changes={"phone": ["", "0204"]})


def found(administrator, **query):
    response = signed_in(administrator).get(LIST, query)
    return [row[0].object.at.day for row in response.context["rows"]]


def test_the_trail_shows_the_latest_first(administrator, trail):
    assert found(administrator) == [4, 3, 2]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({"q": "le hoa he thong"}, [4]),
        ({"who": "system"}, [4]),
        ({"action": "user.created"}, [2]),
        ({"object_type": "accounts.user"}, [4, 3, 2]),
        ({"since": "2021-08-03"}, [4, 3]),
        ({"until": "2021-08-03"}, [3, 2]),
        ({"since": "2021-08-03", "until": "2021-08-03"}, [3]),
        ({"since": "hôm qua"}, []),
    ],
)
def test_the_trail_is_filtered(administrator, trail, query, days):
    assert found(administrator, **query) == days


def test_the_trail_is_filtered_by_person(administrator, trail):
    assert found(administrator, who=administrator.pk) == [3, 2]


def test_a_day_ends_at_midnight_in_hanoi(administrator):
    for hour in (16, 17):
        at = dt.datetime(2021, 8, 8, hour, 59, tzinfo=dt.UTC)
        record(by=SYSTEM, action="user.changed", on=administrator, at=at)

    assert len(found(administrator, until="2021-08-08")) == 1


def test_an_act_is_shown_in_words(administrator, trail):
    act = AuditEvent.objects.get(action="user.created")

    page = signed_in(administrator).get(reverse("accounts:audit_event", args=[act.pk]))

    assert page.context["action"] == "Lập tài khoản"
    assert page.context["details"] == [("Điện thoại", "– → 0204")]
    assert "08:00 ngày 02/8/2021" in page.content.decode()
