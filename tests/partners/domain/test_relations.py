"""Relations: joined once, their stages entered in order and never changed."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from accounts.models import AuditEvent
from districts.domain.vocabulary import create_field
from partners.domain.merging import merge
from partners.domain.relations import change_relation, change_stage, start_relation
from partners.enums import Stage
from partners.errors import PartnerRefused, RecordChanged
from partners.models import RelationStage
from tests.factories import AT, DAY, district, user
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db
NEXT = DAY + dt.timedelta(days=10)
LATER = AT + dt.timedelta(days=30)


def test_a_relation_begins_with_its_first_stage():
    made = relation(partner(), district(), stage=Stage.TALKING, note="qua đại sứ quán")
    assert [(s.stage, s.on, s.note) for s in made.stages.all()] == [
        (Stage.TALKING, DAY, "qua đại sứ quán")
    ]
    assert (made.stage, made.stage_since, made.ours) == (Stage.TALKING, DAY, "huyện Lục Ngạn")
    assert AuditEvent.objects.latest("pk").action == "relation.started"


@pytest.mark.parametrize("ours", ["unit", "province"])
def test_the_same_two_are_joined_once(ours):
    unit = district() if ours == "unit" else None
    seo = partner()
    relation(seo, unit)
    with pytest.raises(PartnerRefused, match="đã được ghi nhận"):
        relation(seo, unit)


def test_a_stage_is_entered_after_the_others():
    made, by = relation(partner(), None, stage=Stage.TALKING), user("officer")
    change_stage(made, Stage.SIGNED, on=NEXT, by=by, at=LATER)
    made.refresh_from_db()
    assert (made.stage, made.stage_since) == (Stage.SIGNED, NEXT)
    assert [s.stage for s in made.stages.all()] == [Stage.TALKING, Stage.SIGNED]


def test_a_relation_of_unknown_beginning_takes_any_day():
    made = start_relation(partner(), None, stage=Stage.TALKING, on=None, by=user("officer"), at=AT)
    change_stage(made, Stage.SIGNED, on=dt.date(2019, 5, 1), by=user("officer", "b"), at=AT)
    made.refresh_from_db()
    assert made.stage_since == dt.date(2019, 5, 1)


@pytest.mark.parametrize(
    ("stage", "on", "said"),
    [
        (Stage.TALKING, NEXT, "đã ở giai đoạn «Trao đổi»"),
        (Stage.SIGNED, DAY - dt.timedelta(days=1), "không thể trước ngày đó"),
        (Stage.SIGNED, LATER.date() + dt.timedelta(days=1), "sau hôm nay"),
    ],
)
def test_what_cannot_be_is_refused(stage, on, said):
    made = relation(partner(), None, stage=Stage.TALKING)
    with pytest.raises(PartnerRefused, match=said):
        change_stage(made, stage, on=on, by=user("officer"), at=LATER)
    assert made.stages.count() == 1


def test_fields_and_note_are_changed_over_the_version_that_was_seen():
    made, by = relation(partner(), None, note="Qua thư"), user("officer")
    labour, farming = (
        create_field(code=code, name=name, rank=rank, by=by, at=AT)
        for rank, (code, name) in enumerate([("labour", "Lao động"), ("farming", "Nông nghiệp")])
    )
    told = {"fields": [labour, farming], "note": "Qua đại sứ quán", "by": by, "at": LATER}
    change_relation(made, version=1, **told)
    made.refresh_from_db()
    assert (made.note, made.version) == ("Qua đại sứ quán", 2)
    assert list(made.fields.all()) == [labour, farming]
    event = AuditEvent.objects.get(action="relation.changed")
    assert event.data == {
        "changes": {
            "fields": ["", "Lao động, Nông nghiệp"],
            "note": ["Qua thư", "Qua đại sứ quán"],
        }
    }
    with pytest.raises(RecordChanged, match="Người khác vừa lưu") as refused:
        change_relation(made, version=1, **told)
    assert refused.value.version == 2


def test_a_relation_that_was_joined_into_another_is_not_changed():
    goes, stays = (relation(partner(name, name), None) for name in ("goes", "stays"))
    merge(stays.partner, goes.partner, seen=(1, 1), by=user("officer"), at=AT)
    told = {"fields": [], "note": "x", "by": user("officer", "b"), "at": LATER}
    with pytest.raises(PartnerRefused, match="nhập vào quan hệ"):
        change_relation(goes, version=1, **told)
    with pytest.raises(RecordChanged):
        change_relation(stays, version=1, **told)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_the_history(act):
    relation(partner(), None)
    entries = RelationStage.objects.all()
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        entries.update(note="khác") if act == "update" else entries._raw_delete(entries.db)
