"""What counts as a contact: what has taken place, nothing that is only planned."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from accounts.actors import SYSTEM
from districts.domain.reorganising import reorganise
from districts.holdings import Passing
from partners.domain.contact_days import (
    activities_of,
    catch_up,
    drifted,
    remember_activities,
)
from partners.domain.examples import remove_examples
from partners.domain.handing_on import RELATIONS
from partners.domain.merging import merge
from partners.domain.sight import Sight
from partners.domain.silence import silent
from partners.models import Activity, Partner, Relation
from tests.districts.acts import act
from tests.factories import AT, DAY, district, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
PLANNED = DAY + dt.timedelta(days=300)
TODAY = AT.date()


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


def test_what_was_done_before_the_relation_was_entered_is_its_activity():
    seo, old, new = partner(), district(), district("Chũ", code="chu", rank=3)
    activity(seo, old)
    reorganise(act((old.code, new.code, "merged")), by=SYSTEM, at=AT)
    of_new, of_province = relation(seo, new), relation(seo, None)
    assert (of_new.last_activity_on, of_province.last_activity_on) == (DAY, None)
    assert drifted(TODAY) == []


def test_an_example_that_is_removed_was_no_contact_of_the_real_ones_that_it_named():
    made = relation(partner(), None)
    activity(made.partner)
    Activity.objects.update(is_example=True)
    assert days_of(made) == (DAY, DAY)
    remove_examples(by=SYSTEM, at=AT)
    assert days_of(made) == (None, None)


class TestProof:
    """What is kept act by act is what is counted anew."""

    @pytest.fixture
    def made(self):
        """A relation that passed on, one that was joined into it, and another of the province."""
        seo, double, old = partner(), partner("Seo-gu", "seo-2"), district()
        new = district("Chũ", code="chu", rank=3)
        one, twin = relation(seo, old), relation(double, new)
        relation(double, None)
        activity(seo, old, starts_on=DAY - dt.timedelta(days=9))
        activity(double, new, starts_on=DAY - dt.timedelta(days=5))
        activity(double, starts_on=DAY - dt.timedelta(days=7))
        activity(seo, old, starts_on=PLANNED, ends_on=PLANNED)
        RELATIONS.move(one.pk, Passing(old=old, new=new), by=user("officer"), at=AT)
        merge(seo, double, seen=(1, 1), by=SYSTEM, at=AT)
        twin.refresh_from_db()
        return Relation.objects.get(pk=one.pk)

    def test_nothing_drifts_as_things_are_done(self, made):
        assert drifted(TODAY) == []
        assert days_of(made)[1] == DAY - dt.timedelta(days=5)
        call_command("recount_contacts", check=True)

    @pytest.mark.parametrize("kept", [None, DAY - dt.timedelta(days=400), PLANNED])
    @pytest.mark.parametrize("of", [Partner, Relation])
    def test_what_is_kept_wrongly_is_found_and_put_right(self, made, of, kept, capsys):
        right = days_of(made)
        column = "last_contact_on" if of is Partner else "last_activity_on"
        of.objects.filter(pk=made.partner_id if of is Partner else made.pk).update(**{column: kept})
        assert drifted(TODAY) == [made.partner_id]
        with pytest.raises(CommandError, match="chưa đúng ở 1 đối tác"):
            call_command("recount_contacts", check=True)
        for _again in range(2):
            call_command("recount_contacts")
        told = capsys.readouterr().out
        assert told == "Đã tính lại cho 1 đối tác.\nĐã tính lại cho 0 đối tác.\n"
        assert (days_of(made), drifted(TODAY)) == (right, [])

    def test_a_planned_day_that_has_come_is_found(self, made):
        assert drifted(PLANNED) == [made.partner_id]
        assert catch_up(PLANNED) == 1
        assert drifted(PLANNED) == []
        assert Activity.objects.count() == 4
