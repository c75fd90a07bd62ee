"""Two units with one partner become one unit: their relations become one, with both histories."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.subjects import Year, relations_in_force
from districts.domain import transferring
from districts.domain.reorganising import reorganise
from districts.domain.transferring import Choice
from districts.errors import TransferRefused
from districts.models import District
from partners.domain.contact_days import activities_of
from partners.domain.own_word import unconfirmed
from partners.domain.relations import change_stage, history
from partners.domain.sight import Sight
from partners.domain.silence import due_reminders
from partners.enums import PartnerTier, Stage
from partners.models import Relation
from tests.districts.acts import act, enter, unit
from tests.factories import DAY, district, officer_of, signed_in, user
from tests.partners.factories import activity, partner, relation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2025, 1, 1)
THEN = dt.datetime.fromisoformat("2025-01-13T09:00:00+07:00")
MET = dt.date(2024, 9, 15)
EARLIER = DAY - dt.timedelta(days=30)


@pytest.fixture
def seo():
    district("Yên Dũng", code="yen-dung")
    district("Bắc Giang", "city", code="bac-giang", rank=2)
    return partner()


def merges():
    facts = {"on": ON, "basis": "Nghị quyết số 1191/NQ-UBTVQH15"}
    reorganise(act(("yen-dung", "bac-giang", "merged"), **facts), by=SYSTEM, at=THEN)


def move(of="yen-dung", to="bac-giang", at=THEN):
    choices = [
        Choice(found.kind.code, holding.pk, unit(to))
        for found in transferring.open_holdings(unit(of), at.date())
        for holding in found.holdings
    ]
    return transferring.transfer(unit(of), choices, by=SYSTEM, at=at)


def in_force(year):
    found = relations_in_force(Year(year, dt.date(2026, 3, 1)))
    codes = dict(District.objects.values_list("pk", "code"))
    return sorted((codes.get(one.unit_then, "tinh"), one.stage_then) for one in found)


def test_the_successors_relation_takes_in_the_other_with_its_history(seo):
    theirs = relation(seo, unit("yen-dung"), stage=Stage.ACTIVE, on=EARLIER, note="Từ đoàn 2019")
    ours = relation(seo, unit("bac-giang"), stage=Stage.TALKING)
    met = activity(seo, unit("yen-dung"), starts_on=MET, ends_on=MET)
    merges()

    assert move() == 1

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.stage, ours.stage_since, ours.last_activity_on) == (Stage.ACTIVE, ON, MET)
    assert (theirs.district.code, theirs.stage, theirs.joined_into) == ("yen-dung", "ended", ours)
    passing = "huyện Yên Dũng sang thành phố Bắc Giang"
    assert [(entry.stage, entry.on, entry.note) for entry in history(ours)] == [
        (Stage.ACTIVE, EARLIER, "Từ đoàn 2019"),
        (Stage.TALKING, DAY, ""),
        (Stage.ACTIVE, EARLIER, f"Chuyển từ {passing} theo Nghị quyết số 1191/NQ-UBTVQH15."),
        (
            Stage.ACTIVE,
            ON,
            f"Giữ giai đoạn của quan hệ «huyện Yên Dũng – {seo}» khi chuyển từ {passing}.",
        ),
    ]
    assert set(activities_of(ours)) == set(Sight(unit("bac-giang")).activities()) == {met}
    assert transferring.open_holdings(unit("yen-dung"), ON) == []
    event = AuditEvent.objects.get(action="relation.handed_on")
    assert (event.data["before"], event.data["after"]) == (
        "huyện Yên Dũng",
        "thành phố Bắc Giang",
    )
    client = signed_in(officer_of(unit("bac-giang")))
    page = client.get(reverse("partners:relation", args=[ours.pk])).text
    assert "Chuyển từ huyện Yên Dũng" in page
    assert page.count("từ quan hệ của huyện Yên Dũng") == 2
    assert "từ hồ sơ đã gộp" not in page


def test_each_year_counts_them_for_the_units_of_its_last_day(seo):
    relation(seo, unit("yen-dung"), stage=Stage.ACTIVE)
    relation(seo, unit("bac-giang"), stage=Stage.SIGNED)
    merges()
    move()
    assert [in_force(year) for year in (2024, 2025)] == [
        [("bac-giang", "signed"), ("yen-dung", "active")],
        [("bac-giang", "active")],
    ]


def test_the_further_stage_of_the_successor_stays_as_it_is(seo):
    relation(seo, unit("yen-dung"), stage=Stage.TALKING)
    ours = relation(seo, unit("bac-giang"), stage=Stage.SIGNED)
    merges()
    move()
    ours.refresh_from_db()
    assert (ours.stage, ours.stage_since, ours.stages.count()) == (Stage.SIGNED, DAY, 1)


@pytest.mark.parametrize(
    ("ours", "waits"), [(Stage.TALKING, True), (Stage.SIGNED, False), (None, True)]
)
def test_the_word_of_the_unit_that_ended_waits_still_unless_the_department_knows_better(
    seo, ours, waits
):
    theirs = relation(seo, unit("yen-dung"), stage=Stage.TALKING)
    told = {"on": DAY, "note": "Đã ký.", "by": officer_of(unit("yen-dung")), "at": THEN}
    change_stage(theirs, Stage.ACTIVE, **told)
    if ours:
        relation(seo, unit("bac-giang"), stage=ours)
    merges()
    move()
    [kept] = Relation.objects.filter(joined_into=None)
    assert (kept.district.code, kept.stage) == ("bac-giang", Stage.ACTIVE)
    assert unconfirmed(Relation.objects.all()).exists() == waits


def test_what_was_confirmed_of_the_unit_that_ended_confirms_the_word_of_its_successor(seo):
    relation(seo, unit("yen-dung"), stage=Stage.SIGNED)
    ours = relation(seo, unit("bac-giang"), stage=Stage.TALKING)
    told = {"on": DAY, "note": "Đã ký.", "by": officer_of(unit("bac-giang")), "at": THEN}
    change_stage(ours, Stage.ACTIVE, **told)
    merges()
    move()
    ours.refresh_from_db()
    assert (ours.stage, ours.stage_since) == (Stage.ACTIVE, ON)
    assert not unconfirmed(Relation.objects.all()).exists()


def test_all_districts_with_one_partner_go_to_one_province(seo):
    province = partner("Tỉnh Chungcheongnam", "chungnam", tier=PartnerTier.PROVINCE)
    own = relation(province, None, stage=Stage.NEGOTIATING)
    for code in ("yen-dung", "bac-giang"):
        relation(province, unit(code), stage=Stage.EXPLORING)
    links = [(code, "p", "abolished") for code in ("yen-dung", "bac-giang")]
    enter(*links, new=[("p", "province", "Bắc Ninh")], on=ON)

    assert [move(code, "p") for code in ("yen-dung", "bac-giang")] == [1, 1]

    assert list(Relation.objects.filter(joined_into=None)) == [own]
    assert set(own.joined.values_list("district__code", flat=True)) == {"yen-dung", "bac-giang"}
    assert sum("sang tỉnh Bắc Ninh" in entry.note for entry in history(own)) == 2


def test_an_example_and_a_real_relation_are_not_joined(seo):
    relation(seo, unit("yen-dung"), is_example=True)
    ours = relation(seo, unit("bac-giang"), stage=Stage.TALKING)
    merges()
    with pytest.raises(TransferRefused, match="một trong hai là bản ghi ví dụ"):
        move()
    ours.refresh_from_db()
    assert (ours.stage, Relation.objects.filter(joined_into=None).count()) == (Stage.TALKING, 2)


def test_with_the_act_the_successors_last_contact_is_that_of_both(seo):
    """Yên Dũng met Seo on 15/9/2024: the city that it merged into is not reminded of silence."""
    person = user("officer")
    ours = relation(seo, unit("bac-giang"), stage=Stage.ACTIVE)
    activity(seo, unit("yen-dung"), starts_on=MET, ends_on=MET)
    assert [due.to for due in due_reminders(THEN)] == [person]
    merges()
    ours.refresh_from_db()
    assert ours.last_activity_on == MET
    assert list(due_reminders(THEN)) == []


def test_with_the_next_step_the_contact_comes_to_whoever_takes_it_over(seo):
    """Also where no act says that the one follows the other."""
    ward = district("Đa Mai", "ward", code="da-mai", rank=3)
    theirs = relation(seo, ward)
    activity(seo, unit("yen-dung"), starts_on=MET, ends_on=MET, next_step="Gửi thư")
    merges()
    move(to="da-mai")
    theirs.refresh_from_db()
    assert theirs.last_activity_on == MET
