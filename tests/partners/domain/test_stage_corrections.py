"""Corrections in a relation's history: what was wrong stays to be read and counts no more."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.subjects import Year, relations_in_force
from partners.domain.merging import merge
from partners.domain.relations import change_stage, history, start_relation
from partners.domain.stage_corrections import correct_stage
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import RelationStage
from tests.factories import AT, DAY, district
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db
SIGNED, WRONG, RUNNING = (DAY + dt.timedelta(days=days) for days in (10, 20, 30))
LATER = AT + dt.timedelta(days=60)
WHY = "Ghi nhầm ngày ký; đúng theo bản ký."


@pytest.fixture
def made():
    """Talks, then a signing that was entered under a wrong day, then carried out."""
    one = relation(partner(), district(), stage=Stage.TALKING)
    for stage, on in ((Stage.SIGNED, WRONG), (Stage.ACTIVE, RUNNING)):
        change_stage(one, stage, on=on, by=SYSTEM, at=LATER)
    return one


def corrected(entry, stage, on, note=WHY, at=LATER):
    correct_stage(entry, stage, on=on, note=note, by=SYSTEM, at=at)


def state(one):
    one.refresh_from_db()
    return one.stage, one.stage_since


def counted(one):
    return [(entry.stage, entry.on) for entry in one.stages.counted()]


def test_an_entry_in_the_middle_is_corrected_and_the_stage_of_today_stays(made):
    corrected(made.stages.get(stage=Stage.SIGNED), Stage.SIGNED, SIGNED)
    assert counted(made) == [
        (Stage.TALKING, DAY),
        (Stage.SIGNED, SIGNED),
        (Stage.ACTIVE, RUNNING),
    ]
    assert state(made) == (Stage.ACTIVE, RUNNING)
    told = [(entry.stage, entry.on, entry.is_corrected) for entry in history(made)]
    assert told == [
        (Stage.TALKING, DAY, False),
        (Stage.SIGNED, SIGNED, False),
        (Stage.SIGNED, WRONG, True),
        (Stage.ACTIVE, RUNNING, False),
    ]
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == (
        "relation.stage_corrected",
        {"before": "signed", "after": "signed", "day": f"{SIGNED}", "reason": WHY},
    )


def test_the_relation_follows_the_correction_of_its_newest_entry(made):
    corrected(made.stages.get(stage=Stage.ACTIVE), Stage.PAUSED, RUNNING)
    assert state(made) == (Stage.PAUSED, RUNNING)


def test_a_correction_is_corrected_again_and_the_first_entry_is_named(made):
    wrong = made.stages.get(stage=Stage.ACTIVE)
    corrected(wrong, Stage.PAUSED, RUNNING)
    first = made.stages.latest("pk")
    with pytest.raises(PartnerRefused, match="đã được đính chính"):
        corrected(wrong, Stage.ENDED, RUNNING)
    corrected(first, Stage.ACTIVE, WRONG)
    assert made.stages.latest("pk").corrects == wrong
    assert state(made) == (Stage.ACTIVE, WRONG)
    assert counted(made)[2:] == [(Stage.ACTIVE, WRONG)]


def test_a_day_is_given_to_a_beginning_of_unknown_day():
    one = start_relation(partner(), None, stage=Stage.TALKING, on=None, by=SYSTEM, at=AT)
    corrected(one.stages.get(), Stage.TALKING, DAY)
    assert state(one) == (Stage.TALKING, DAY)


@pytest.mark.parametrize(
    ("on", "note", "said"),
    [
        (SIGNED, " ", "lý do đính chính"),
        (DAY - dt.timedelta(days=1), WHY, "không thể trước ngày đó"),
        (RUNNING + dt.timedelta(days=1), WHY, "không thể sau ngày đó"),
        (LATER.date() + dt.timedelta(days=1), WHY, "ở sau hôm nay"),
    ],
)
def test_what_cannot_be_is_refused(made, on, note, said):
    with pytest.raises(PartnerRefused, match=said):
        corrected(made.stages.get(stage=Stage.SIGNED), Stage.SIGNED, on, note)
    assert made.stages.count() == 3


def test_a_relation_that_was_joined_into_another_takes_no_correction(made):
    stays = partner("Seo-gu", "b")
    relation(stays, made.district, stage=Stage.EXPLORING)
    merge(stays, made.partner, seen=(1, 1), by=SYSTEM, at=LATER)
    with pytest.raises(PartnerRefused, match="nhập vào quan hệ"):
        corrected(made.stages.get(stage=Stage.SIGNED), Stage.SIGNED, SIGNED)


def test_an_older_day_that_a_merge_kept_can_be_corrected(made):
    stays = partner("Seo-gu", "b")
    ours = relation(stays, made.district, stage=Stage.NEGOTIATING)
    change_stage(ours, Stage.TALKING, on=RUNNING + dt.timedelta(days=5), by=SYSTEM, at=LATER)
    merge(stays, made.partner, seen=(1, 1), by=SYSTEM, at=LATER)
    assert state(ours) == (Stage.ACTIVE, RUNNING)
    corrected(ours.stages.counted().last(), Stage.ACTIVE, WRONG)
    assert state(ours) == (Stage.ACTIVE, WRONG)


def test_the_years_report_leaves_out_what_was_corrected():
    last_year = DAY.replace(year=DAY.year - 1)
    one = relation(partner(), None, stage=Stage.TALKING, on=last_year)
    change_stage(one, Stage.SIGNED, on=last_year, by=SYSTEM, at=LATER)
    years = [Year(year, dt.date(year, 12, 31)) for year in (DAY.year - 1, DAY.year)]
    assert [relations_in_force(year).count() for year in years] == [1, 1]
    corrected(one.stages.last(), Stage.SIGNED, SIGNED)
    assert [relations_in_force(year).count() for year in years] == [0, 1]
    corrected(one.stages.last(), Stage.NEGOTIATING, SIGNED)
    assert [relations_in_force(year).count() for year in years] == [0, 0]


def written(entry, **changes):
    row = {"relation": entry.relation, "stage": Stage.SIGNED, "on": DAY, "note": WHY}
    return RelationStage.objects.create(**row | {"corrects": entry, "entered_at": AT} | changes)


@pytest.mark.parametrize("wrong", [{"note": ""}, {"on": None}])
def test_the_database_wants_a_reason_and_a_day(made, wrong):
    with pytest.raises(IntegrityError, match="corrected_with_reason"), transaction.atomic():
        written(made.stages.first(), **wrong)


def test_the_database_lets_a_correction_name_only_a_first_entry_of_the_same_history(made):
    entry, other = made.stages.first(), relation(partner("Khác", "b"), None)
    with pytest.raises(DatabaseError, match="of the same history"), transaction.atomic():
        written(entry, relation=other)
    correction = written(entry)
    with pytest.raises(DatabaseError, match="of the same history"), transaction.atomic():
        written(correction)
