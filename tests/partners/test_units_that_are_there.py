"""Nobody acts with a partner for a unit on a day on which the unit is not there."""

import datetime as dt

import pytest
from django.urls import reverse

from districts.holdings import Passing
from partners.domain import proposals
from partners.domain.activities import Entry, change_activity
from partners.domain.handing_on import NEXT_STEPS
from partners.domain.relations import change_stage, start_relation
from partners.domain.stage_corrections import correct_stage
from partners.enums import ActivityKind, ProposalState, Stage
from partners.errors import PartnerRefused
from partners.models import Activity, Partner, PartnerProposal, Relation
from tests.districts.acts import enter, unit
from tests.factories import district, officer_of, signed_in, user
from tests.partners.factories import activity, partner, proposal, relation

pytestmark = pytest.mark.django_db

ON = dt.date(2025, 1, 1)
EVE = ON - dt.timedelta(days=1)
LATER = dt.datetime.fromisoformat("2026-02-02T09:00:00+07:00")
TODAY = LATER.date()
GONE = "«huyện Lục Ngạn» không còn từ ngày 01/01/2025"
NOT_THERE = "«{unit}» không có vào ngày {day}."


@pytest.fixture
def person():
    """The officer of huyện Lục Ngạn, which was split on 01/01/2025 and never handed anything on."""
    return officer_of(district("Lục Ngạn", code="a"))


def splits():
    new = [("chu", "town", "Chũ"), ("n", "district", "Lục Ngạn")]
    enter(("a", "chu", "split"), ("a", "n", "split"), new=new, on=ON)


@pytest.fixture
def in_2026(monkeypatch):
    monkeypatch.setattr("deadlines.clock.now", lambda: LATER)


def test_staff_of_a_unit_that_is_no_more_enter_nothing_new_of_it(person, in_2026):
    made = relation(partner(), unit("a"), stage=Stage.TALKING)
    splits()
    client = signed_in(person)
    facts = {"kind": "meeting", "title": "Làm việc", "starts_on": "01/02/2026"}
    facts |= {"partners": [made.partner.pk]}
    stage = {"stage": "signed", "on": "02/02/2026"}
    wish = {"name": "Quận Yuseong", "country": "KR", "tier": "district", "grounds": "Đã gặp."}

    answers = [
        client.post(reverse("partners:activity_new"), facts),
        client.post(reverse("partners:relation_stage", args=[made.pk]), stage),
        client.post(reverse("partners:proposal_new"), wish),
    ]

    assert [answer.context["form"].non_field_errors() for answer in answers] == [
        [NOT_THERE.format(unit="huyện Lục Ngạn", day="01/02/2026")],
        [f"{GONE}; đề nghị chuyển việc cho đơn vị kế thừa."],
        [f"{GONE}; đề nghị chuyển việc cho đơn vị kế thừa."],
    ]
    made.refresh_from_db()
    assert (made.stage, Activity.objects.count(), PartnerProposal.objects.count()) == (
        Stage.TALKING,
        0,
        0,
    )


def test_what_was_done_while_the_unit_was_there_is_still_entered(person):
    made = relation(partner(), unit("a"), stage=Stage.TALKING)
    splits()
    activity(made.partner, unit("a"), starts_on=EVE, ends_on=EVE)
    change_stage(made, Stage.SIGNED, on=EVE, note="Đã ký bản ghi nhớ.", by=person, at=LATER)
    made.refresh_from_db()
    assert (made.stage, made.stage_since, made.last_activity_on) == (Stage.SIGNED, EVE, None)


def test_its_relation_can_only_end(person):
    made = relation(partner(), unit("a"), stage=Stage.TALKING)
    splits()
    made = Relation.objects.get()
    entry = made.stages.get()
    for stage in set(Stage) - {Stage.ENDED, Stage.TALKING}:
        with pytest.raises(PartnerRefused, match=GONE):
            change_stage(made, stage, on=ON, by=person, at=LATER)
    with pytest.raises(PartnerRefused, match=GONE):
        correct_stage(entry, Stage.SIGNED, on=ON, note="Ghi nhầm.", by=person, at=LATER)
    change_stage(made, Stage.ENDED, on=TODAY, by=person, at=LATER)
    made.refresh_from_db()
    assert (made.stage, made.stage_since) == (Stage.ENDED, TODAY)


def test_no_relation_begins_for_a_unit_before_or_after_its_time(person):
    splits()
    seo = partner()
    for code, day in (("a", ON), ("chu", EVE)):
        with pytest.raises(PartnerRefused, match="không có vào ngày"):
            start_relation(seo, unit(code), stage=Stage.TALKING, on=day, by=person, at=LATER)
    assert Relation.objects.count() == 0
    for code, day in (("a", EVE), ("chu", ON)):
        start_relation(seo, unit(code), stage=Stage.TALKING, on=day, by=person, at=LATER)


def test_a_proposal_of_a_unit_that_is_no_more_is_only_declined(person):
    asked = proposal(unit("a"), person)
    splits()
    officer = user("officer")
    refusal = NOT_THERE.format(unit="huyện Lục Ngạn", day="02/02/2026")
    known = partner("Quận Jung", "jung")
    with pytest.raises(PartnerRefused, match=refusal):
        proposals.accept(asked, by=officer, at=LATER)
    with pytest.raises(PartnerRefused, match=refusal):
        proposals.join_to(asked, known, by=officer, at=LATER)
    assert (Partner.objects.get(), Relation.objects.count()) == (known, 0)
    proposals.decline(asked, reply="Đơn vị đã kết thúc.", by=officer, at=LATER)
    assert asked.state == ProposalState.DECLINED


def test_an_activity_is_of_the_units_of_its_day(person, monkeypatch):
    """On 10/01/2025 one of 15/12/2024 is entered: for the huyện of that day, not for the town."""
    splits()
    in_january = dt.datetime.fromisoformat("2025-01-10T09:00:00+07:00")
    monkeypatch.setattr("deadlines.clock.now", lambda: in_january)
    client, seo = signed_in(user("officer")), partner()
    address = reverse("partners:activity_new")
    labels = [
        label for _key, label in client.get(address).context["form"]["districts"].field.choices
    ]
    assert labels == ["thị xã Chũ", "huyện Lục Ngạn", "huyện Lục Ngạn (đến hết ngày 31/12/2024)"]
    facts = {"kind": "meeting", "title": "Làm việc", "starts_on": "15/12/2024"}
    facts |= {"partners": seo.name}

    refused = client.post(address, facts | {"districts": [unit("chu").pk]})
    client.post(address, facts | {"districts": [unit("a").pk]})

    assert refused.context["form"].non_field_errors() == [
        NOT_THERE.format(unit="thị xã Chũ", day="15/12/2024")
    ]
    assert list(Activity.objects.get().districts.all()) == [unit("a")]


def test_a_change_asks_again_but_not_who_took_over_what_is_left(person):
    made = activity(partner(), unit("a"), next_step="Gửi thư", starts_on=EVE, ends_on=EVE)
    splits()
    NEXT_STEPS.move(made.pk, Passing(old=unit("a"), new=unit("chu")), by=person, at=LATER)
    both = [unit("a"), unit("chu")]
    kept = {"kind": ActivityKind.MEETING, "title": "Làm việc", "partners": [partner("B", "b")]}

    def change(day, units):
        entry = Entry(**kept, starts_on=day, ends_on=day, districts=units)
        made.refresh_from_db()
        change_activity(made, entry, version=made.version, by=person, at=LATER)

    change(EVE, both)
    assert set(made.districts.all()) == set(both)
    assert list(made.taken_over_by.all()) == [unit("chu")]
    with pytest.raises(PartnerRefused, match="«huyện Lục Ngạn» không có vào ngày 01/01/2025"):
        change(ON, both)
    with pytest.raises(PartnerRefused, match="«huyện Lục Ngạn» không có vào ngày 31/12/2024"):
        change(EVE, [unit("a"), unit("n")])
