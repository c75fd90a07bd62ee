"""The database keeps acts of reorganisation, and the days of the units that they name."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import joint_rules
from districts.models import District, Reorganisation, Succession
from tests.districts.acts import ON, enter, unit
from tests.factories import AT, district

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def entered():
    district("Việt Yên", code="a")
    district("Yên Dũng", code="b", rank=2)
    return enter(("a", "c", "kind_changed"), new=[("c", "town", "Việt Yên")])


WRONG = {
    "an act is not deleted": lambda: _delete("reorganisation"),
    "an act keeps its day": lambda: Reorganisation.objects.update(on=ON + dt.timedelta(days=1)),
    "and when it was entered": lambda: Reorganisation.objects.update(entered_at=LATER),
    "a succession is not deleted": lambda: _delete("succession"),
    "a succession is not changed": lambda: Succession.objects.update(kind="merged"),
    "a unit that was followed stays ended": lambda: _days("a", valid_to=None),
    "and ends on that day": lambda: _days("a", valid_to=ON + dt.timedelta(days=1)),
    "a successor exists on that day": lambda: _days("c", valid_from=ON + dt.timedelta(days=1)),
    "also at its end": lambda: _days("c", valid_from=None, valid_to=ON),
    "a predecessor ends": lambda: _link("b", "c"),
    "a successor has not ended": lambda: _link("a", "a2"),
    "nobody follows itself": lambda: _link("a", "a"),
}


def _delete(table):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM districts_{table}")


def _days(code, **days):
    District.objects.filter(code=code).update(**days)


def _link(old, new):
    if new == "a2":
        district("Cũ", code="a2", valid_to=ON)
    act = Reorganisation.objects.get()
    Succession.objects.create(act=act, predecessor=unit(old), successor=unit(new), kind="merged")


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses(entered, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONG[what]()
    assert (unit("a").valid_to, unit("c").valid_from) == (ON, ON)
    assert Succession.objects.get().kind == "kind_changed"


def test_what_does_not_touch_the_days_may_change(entered):
    District.objects.filter(code="c").update(email="vanthu@vietyen.example", rank=3)
    assert unit("c").valid_from == ON
    assert entered.entered_at == AT


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_built_anew_has_its_rules_again(entered):
    joint_rules.lift(using="default")
    with connection.schema_editor() as editor:
        field = District._meta.get_field("basis")
        editor.alter_field(District, field, _longer(field))
        editor.alter_field(District, _longer(field), field)
    joint_rules.hold(using="default")

    with pytest.raises(IntegrityError), transaction.atomic():
        _days("a", valid_to=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        _link("b", "c")


def _longer(field):
    longer = field.clone()
    longer.max_length, longer.null = 400, True
    longer.set_attributes_from_name(field.name)
    longer.model = District
    return longer
