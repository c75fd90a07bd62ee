"""Examples go in one act; what is real stays, and holds what it hangs on."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from accounts.actors import SYSTEM
from partners.domain.examples import remove_examples
from partners.domain.partners import Facts, create_partner
from partners.domain.proposals import join_to
from partners.domain.relations import start_relation
from partners.enums import PartnerTier, Stage
from partners.errors import PartnerRefused
from partners.models import Activity, Agreement, Partner, Relation, RelationStage
from tests.factories import AT, DAY, district, user
from tests.partners.factories import activity, activity_file, agreement, partner, proposal, relation

pytestmark = pytest.mark.django_db


def example(name="Quận Ví Dụ", code="vi-du"):
    facts = Facts(name=name, country="KR", tier=PartnerTier.DISTRICT)
    return create_partner(facts, code=code, is_example=True, by=SYSTEM, at=AT)


def example_relation(with_, unit):
    return start_relation(
        with_, unit, stage=Stage.ACTIVE, on=DAY, is_example=True, by=SYSTEM, at=AT
    )


def test_all_examples_go_with_what_is_theirs_and_nothing_else(capsys):
    unit, invented, seo = district(), example(), partner()
    example_relation(invented, unit)
    kept = relation(seo, unit)
    done = activity(invented, unit, title="Đoàn ví dụ")
    activity_file(done)
    Activity.objects.update(is_example=True)
    agreement(unit, invented, is_example=True)

    call_command("remove_examples")

    assert capsys.readouterr().out.splitlines() == [
        "Đã xóa 1 hoạt động: Đoàn ví dụ.",
        "Đã xóa 1 quan hệ hợp tác: huyện Lục Ngạn – Quận Ví Dụ.",
        "Đã xóa 1 thỏa thuận: Thỏa thuận hợp tác.",
        "Đã xóa 1 đối tác: Quận Ví Dụ.",
    ]
    assert [Activity.objects.count(), Agreement.objects.count()] == [0, 0]
    assert [Partner.objects.get(), Relation.objects.get()] == [seo, kept]
    assert RelationStage.objects.get().relation == kept


def test_examples_that_stand_below_one_another_go_together():
    province = example("Tỉnh Ví Dụ", "tinh-vi-du")
    for name in ("a", "b"):
        Partner.objects.filter(pk=example(name, name).pk).update(parent=province)
    ours, theirs = (example_relation(each, None) for each in Partner.objects.exclude(parent=None))
    Relation.objects.filter(pk=theirs.pk).update(joined_into=ours, joined_at=AT, stage="ended")
    removed = remove_examples(by=SYSTEM, at=AT)
    assert {kind: len(names) for kind, names in removed.items()} == {
        "quan hệ hợp tác": 2,
        "đối tác": 3,
    }
    assert Partner.objects.count() == Relation.objects.count() == 0


def test_where_there_is_none_it_says_so(capsys):
    call_command("remove_examples")
    assert capsys.readouterr().out == "Không có bản ghi ví dụ nào.\n"


@pytest.mark.parametrize(
    ("hang", "said"),
    [
        (
            lambda invented: relation(invented, district()),
            "quan hệ hợp tác «huyện Lục Ngạn – Quận Ví Dụ» gắn với «Quận Ví Dụ»",
        ),
        (
            lambda invented: activity(partner(), partners=[partner("A", "a"), invented]),
            "hoạt động «Đoàn Quận Seo thăm và làm việc» gắn với «Quận Ví Dụ»",
        ),
        (
            lambda invented: partner("Phường Thật", "that", parent=invented),
            "đối tác «Phường Thật» gắn với «Quận Ví Dụ»",
        ),
        (
            lambda invented: join_to(
                proposal(district(), user("district")), invented, by=user("officer"), at=AT
            ),
            "quan hệ hợp tác «huyện Lục Ngạn – Quận Ví Dụ» gắn với «Quận Ví Dụ»",
        ),
    ],
)
def test_a_real_record_that_hangs_on_an_example_is_named_and_nothing_goes(hang, said):
    invented = example()
    example_relation(invented, None)
    hang(invented)
    with pytest.raises(PartnerRefused, match=said):
        remove_examples(by=SYSTEM, at=AT)
    with pytest.raises(CommandError, match=said):
        call_command("remove_examples")
    assert Relation.objects.filter(is_example=True).count() == 1


def test_the_database_lets_only_the_history_of_examples_go():
    invented, real = example_relation(example(), None), relation(partner(), None)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        real.stages.all()._raw_delete("default")
    invented.stages.all()._raw_delete("default")
    assert RelationStage.objects.get().relation == real


def test_the_database_lets_nobody_make_an_example_of_a_real_relation():
    real = relation(partner(), None)
    with pytest.raises(DatabaseError, match="never becomes an example"), transaction.atomic():
        Relation.objects.filter(pk=real.pk).update(is_example=True)
