"""A relation that went to a successor: whose it is, and by what it is kept alive."""

import datetime as dt

import pytest

from coop_portal.reports.subjects import Year, agreements_signed, relations_in_force
from districts.holdings import Passing
from districts.models import District
from partners.agreement_enums import ChildKind, State
from partners.domain import matching
from partners.domain.handing_on import RELATIONS
from partners.domain.merging import merge
from partners.domain.relations import change_stage
from partners.enums import PartnerTier, Stage
from partners.models import Agreement
from tests.districts.acts import enter
from tests.factories import AT, DAY, district, user
from tests.partners.courses import LATER, an_idea, brought_to
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
NEXT_YEAR = DAY.replace(year=DAY.year + 1)


def moved(one, old, new):
    RELATIONS.move(one.pk, Passing(old=old, new=new), by=user("officer"), at=AT)
    one.refresh_from_db()
    return one


def test_what_the_province_takes_over_is_the_provinces_own():
    province = district("Bắc Ninh", code="tinh", kind="province", rank=3)
    seo = partner("Tỉnh Seo", "seo", tier=PartnerTier.PROVINCE)
    old = district()
    assert moved(relation(seo, old), old, province).district is None
    assert [found.row for found in matching.partners_for(None, None).best] == []


def test_what_was_done_before_the_move_still_keeps_it_alive():
    seo, old = partner(), district()
    enter((old.code, "chu", "merged"), new=[("chu", "town", "Chũ")], on=NEXT_YEAR)
    new = District.objects.get(code="chu")
    one = relation(seo, old)
    activity(seo, old)
    assert moved(one, old, new).last_activity_on == DAY
    activity(seo, district("Yên Thế", code="yen-the", rank=4))
    one.refresh_from_db()
    assert one.last_activity_on == DAY


def test_after_a_merge_the_year_counts_what_the_list_shows():
    stays, goes, unit = partner("Tỉnh A", "a"), partner("Tỉnh B", "b"), district()
    relation(stays, unit, stage=Stage.TALKING)
    theirs = relation(goes, unit, stage=Stage.EXPLORING)
    signed_on = DAY + dt.timedelta(days=30)
    change_stage(theirs, Stage.SIGNED, on=signed_on, by=user("officer"), at=LATER)
    year = Year(DAY.year, DAY + dt.timedelta(days=90))
    assert relations_in_force(year).count() == 1
    merge(stays, goes, seen=(1, 1), by=user("officer", "b"), at=LATER)
    assert [one.partner for one in relations_in_force(year)] == [stays]


def test_the_year_counts_neither_examples_nor_extensions():
    made = brought_to(State.SIGNED)
    year = Year(made.signed_on.year, made.signed_on)
    brought_to(State.SIGNED, is_example=True)
    child = an_idea(title="Gia hạn")
    Agreement.objects.filter(pk=child.pk).update(
        parent=made, child_kind=ChildKind.EXTENSION, signed_on=made.signed_on
    )
    assert list(agreements_signed(year)) == [made]
