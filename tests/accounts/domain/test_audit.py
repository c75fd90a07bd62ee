import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from accounts.models import AuditEvent
from tests.factories import AT, user


@pytest.fixture
def event(db):
    person = user("officer", "nguyenthihoa", "Nguyễn Thị Hòa")
    return record(by=person, action="unit.changed", on=person, at=AT, day=dt.date(2021, 8, 9))


def test_record_writes_who_did_what_to_what(event):
    event.refresh_from_db()

    assert (event.at, event.actor_name, event.actor_role) == (AT, "Nguyễn Thị Hòa", "officer")
    assert (event.action, event.object_type) == ("unit.changed", "accounts.user")
    assert (event.object_id, event.object_label) == (str(event.actor_id), "Nguyễn Thị Hòa")
    assert event.folded_text == "nguyen thi hoa nguyen thi hoa"
    assert event.data == {"day": "2021-08-09"}


@pytest.mark.django_db
def test_record_knows_the_portal_itself():
    event = record(by=SYSTEM, action="user.created", on=user(), at=AT)

    assert (event.actor_id, event.actor_name, event.actor_role) == (None, "Hệ thống", "system")


@pytest.mark.django_db
def test_record_cuts_a_label_that_is_too_long():
    person = user(full_name="Hòa " * 29)
    person.full_name = "Hòa " * 100

    assert len(record(by=SYSTEM, action="user.changed", on=person, at=AT).object_label) == 300


@pytest.mark.django_db(transaction=True)
def test_record_refuses_to_stand_outside_the_transaction_of_the_act():
    person = user()

    with pytest.raises(RuntimeError, match="outside the transaction"):
        record(by=person, action="user.changed", on=person, at=AT)

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_trace():
    person = user()

    def act():
        with transaction.atomic():
            record(by=person, action="user.changed", on=person, at=AT)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        act()

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda events: events.update(actor_name="Người khác"),
        lambda events: events.update(data={}),
        lambda events: events.delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete(event, change):
    events = AuditEvent.objects.filter(pk=event.pk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(events)

    assert events.values("actor_name", "data").get() == {
        "actor_name": "Nguyễn Thị Hòa",
        "data": {"day": "2021-08-09"},
    }
