"""What counts as a contact: what has taken place, nothing that is only planned."""

import datetime as dt

import pytest

from districts.holdings import Passing
from partners.domain.contact_days import activities_of, catch_up, remember_activities
from partners.domain.handing_on import RELATIONS
from partners.domain.sight import Sight
from partners.domain.silence import silent
from partners.models import Relation
from tests.factories import AT, DAY, district, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
PLANNED = DAY + dt.timedelta(days=300)


def days_of(made):
    made.refresh_from_db()
    made.partner.refresh_from_db()
    return made.partner.last_contact_on, made.last_activity_on


def test_what_is_planned_is_no_contact_until_its_day():
    seo, unit = partner(), district()
    made = relation(seo, unit)
    activity(seo, unit, starts_on=DAY, ends_on=DAY)
    activity(seo, unit, starts_on=PLANNED, ends_on=PLANNED)
    assert days_of(made) == (DAY, DAY)
    eve = PLANNED - dt.timedelta(days=1)
    assert catch_up(eve) == 0
    assert list(silent(Relation.objects.all(), eve)) == [made]
    assert (catch_up(PLANNED), catch_up(PLANNED)) == (1, 0)
    assert days_of(made) == (PLANNED, PLANNED)
    assert list(silent(Relation.objects.all(), PLANNED)) == []


def test_a_first_activity_that_was_planned_is_counted_when_its_day_comes():
    seo = partner()
    made = relation(seo, None)
    activity(seo, starts_on=PLANNED, ends_on=PLANNED)
    assert days_of(made) == (None, None)
    assert catch_up(PLANNED) == 1
    assert days_of(made) == (PLANNED, PLANNED)


def test_what_was_counted_before_its_day_is_put_right():
    seo = partner()
    made = relation(seo, None)
    activity(seo, starts_on=PLANNED, ends_on=PLANNED)
    remember_activities([seo], PLANNED)

    assert catch_up(DAY) == 1
    assert days_of(made) == (None, None)


def test_a_relation_that_passed_on_keeps_its_activities_and_the_new_unit_reads_them():
    seo, old = partner(), district()
    new = district("Chũ", code="chu", rank=3)
    other = district("Yên Thế", code="yen-the", rank=4)
    one = relation(seo, old)
    before, after = activity(seo, old), activity(seo, new)
    activity(seo, other)
    elsewhere = activity(partner("GAROK", "garok"), old)
    assert elsewhere not in Sight(new).activities()

    RELATIONS.move(one.pk, Passing(old=old, new=new), by=user("officer"), at=AT)

    one.refresh_from_db()
    assert set(activities_of(one)) == set(Sight(new).activities()) == {before, after}
    assert list(Sight(new).changeable()) == [after]
    assert set(Sight(other).activities()).isdisjoint({before, after})
