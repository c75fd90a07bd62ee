"""What is open for a unit that has ended goes to its successors: all that was chosen or nothing."""

import datetime as dt
import threading
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import AuditEvent, User
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, PartTransfer, Round
from districts.domain import transferring
from districts.domain.officers import district_of
from districts.domain.transferring import Choice
from districts.errors import TransferRefused
from districts.models import District, DistrictOfficer, Duty, Programme
from partners.domain.relations import start_relation
from partners.enums import Stage
from partners.models import Activity, Relation
from tests.consultations import rounds
from tests.consultations.factories import IN_TIME, Call, issued_round
from tests.consultations.factories import unit as make_unit
from tests.districts.acts import enter, unit
from tests.factories import AT, DAY, officer_of, user
from tests.partners.factories import partner
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2021, 8, 4)
THEN = dt.datetime.fromisoformat("2021-08-04T09:00:00+07:00")
CLOSED = dt.datetime.fromisoformat("2021-08-09T08:00:00+07:00")


@pytest.fixture
def officer():
    return User.objects.filter(role=Role.OFFICER).first() or user()


@pytest.fixture
def open_round():
    """Two units asked; on 04/8/2021 the first becomes a town, or another act ends it."""
    return issued_round(make_unit("Lục Ngạn", code="a"), make_unit("Yên Dũng", code="b", rank=2))


def part(code: str) -> Consultee:
    return Consultee.objects.with_course().get(district__code=code)


def becomes_town():
    enter(("a", "t", "kind_changed"), new=[("t", "town", "Lục Ngạn")], on=ON)


def merges():
    enter(("a", "b", "merged"), on=ON)


def splits():
    new = [("t", "town", "Chũ"), ("n", "district", "Lục Ngạn")]
    enter(("a", "t", "split"), ("a", "n", "split"), new=new, on=ON)


def all_to(code: str, *kinds: str) -> list[Choice]:
    return [
        Choice(found.kind.code, holding.pk, unit(code))
        for found in transferring.open_holdings(unit("a"), ON)
        for holding in found.holdings
        if not kinds or found.kind.code in kinds
    ]


def move(choices, officer, at=THEN) -> int:
    return transferring.transfer(unit("a"), choices, by=officer, at=at)


def test_what_is_open_is_found_with_who_takes_it_over(open_round, officer):
    officer_of(unit("a"))
    start_relation(partner(), unit("a"), stage=Stage.TALKING, on=DAY, by=officer, at=AT)
    becomes_town()

    found = {
        one.kind.code: ([holding.title for holding in one.holdings], one.default.code)
        for one in transferring.open_holdings(unit("a"), ON)
    }

    assert found == {
        "officer": (["Người district"], "t"),
        "relation": (["Quận Seo"], "t"),
        "part": (["Đề án hợp tác cấp địa phương, lấy ý kiến lần 1"], "t"),
    }
    assert transferring.count_open(unit("a"), ON) == 3
    assert transferring.count_open(unit("a"), ON - dt.timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("change", "default"), [(becomes_town, "t"), (merges, "b"), (splits, None)]
)
def test_a_split_leaves_the_choice_open(open_round, officer, change, default):
    change()
    [found] = transferring.open_holdings(unit("a"), ON)
    assert (found.default.code if found.default else None) == default


def test_everything_moves_and_is_on_record(open_round, officer):
    person = officer_of(unit("a"))
    start_relation(partner(), unit("a"), stage=Stage.TALKING, on=DAY, by=officer, at=AT)
    becomes_town()

    assert move(all_to("t"), officer) == 3

    assert transferring.open_holdings(unit("a"), ON) == []
    assert district_of(person, ON) == unit("t")
    assert district_of(person, ON - dt.timedelta(days=1)) == unit("a")
    relation = Relation.objects.get()
    assert relation.district == unit("t")
    assert [stage.note for stage in relation.stages.all()] == [
        "",
        "Chuyển từ huyện Lục Ngạn sang thị xã Lục Ngạn theo Nghị quyết số 1/NQ.",
    ]
    moved = part("t")
    assert (moved.name, moved.address) == ("huyện Lục Ngạn", "luc@bacgiang.example")
    assert moved.asked_unit == unit("a")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data["moved"]) == (
        "unit.transferred",
        {
            "Cán bộ đầu mối → thị xã Lục Ngạn": 1,
            "Quan hệ hợp tác → thị xã Lục Ngạn": 1,
            "Phần trong đợt lấy ý kiến đang mở → thị xã Lục Ngạn": 1,
        },
    )


def test_one_refusal_and_nothing_moves(open_round, officer):
    person = officer_of(unit("a"))
    start_relation(partner(), unit("a"), stage=Stage.TALKING, on=DAY, by=officer, at=AT)
    merges()
    choices = all_to("b", "officer", "relation", "part")
    before = AuditEvent.objects.count()

    trials = transferring.try_out(unit("a"), choices, by=officer, at=THEN)
    with pytest.raises(TransferRefused, match="cũng được lấy ý kiến trong đợt này"):
        move(choices, officer)

    assert [bool(trial.refusal) for trial in trials] == [False, False, True]
    assert district_of(person, ON) == unit("a")
    assert Relation.objects.filter(district=unit("a")).count() == 1
    assert AuditEvent.objects.count() == before


def test_nobody_answers_twice_in_a_round(open_round, officer):
    merges()
    with pytest.raises(TransferRefused, match="cũng được lấy ý kiến trong đợt này"):
        move(all_to("b", "part"), officer)
    assert part("a").district == unit("a")

    rounds.end(open_round, at=CLOSED)

    outcomes = Consultee.objects.filter(district=unit("a")).values_list("outcome", "outcome_reason")
    assert list(outcomes) == [
        (
            "no_reply",
            "Đơn vị kết thúc hoạt động từ ngày 04/8/2021, phần việc chưa chuyển đơn vị nào.",
        )
    ]


def test_a_unit_that_has_ended_answers_no_more(open_round):
    call = Call(part("a"), officer_of(unit("a")))
    call.save(IN_TIME)
    becomes_town()
    with pytest.raises(ConsultationRefused, match="đã kết thúc hoạt động"):
        call.submit(THEN)


def test_the_old_unit_loses_its_part_at_once_and_the_new_one_goes_on(open_round, officer):
    call = Call(part("a"), officer_of(unit("a")))
    call.save(IN_TIME)
    becomes_town()
    move(all_to("t"), officer)

    with pytest.raises(ConsultationRefused, match="đã chuyển cho đơn vị kế thừa"):
        call.submit(THEN)
    with pytest.raises(ConsultationRefused, match="đã chuyển cho đơn vị kế thừa"):
        call.save(THEN)

    assert Call(part("t"), call.person).submit(THEN).version == 1


def test_what_reached_another_office_is_no_evidence(open_round, officer):
    """«Never derive consent from our own fault»: the successor has not seen the call."""
    Consultee.objects.filter(district__code="a").update(opened_at=IN_TIME, opened_by=officer)
    splits()
    move(all_to("t"), officer)
    District.objects.filter(code="t").update(email="")
    rounds.end(open_round, at=CLOSED)
    moved = part("t")
    assert (moved.outcome, moved.outcome_reason) == (
        "no_reply",
        "Công văn chưa đến đơn vị: đơn vị chưa có địa chỉ nhận.",
    )


def test_a_new_name_does_not_undo_that_the_call_came(open_round, officer):
    Consultee.objects.filter(district__code="a").update(opened_at=IN_TIME, opened_by=officer)
    becomes_town()
    move(all_to("t"), officer)
    rounds.end(open_round, at=CLOSED)
    assert part("t").outcome == "deemed_agreed"


def test_closed_rounds_stay_as_they_were(open_round, officer):
    rounds.end(open_round, at=CLOSED)
    enter(("a", "t", "kind_changed"), new=[("t", "town", "Lục Ngạn")], on=dt.date(2021, 9, 1))
    assert transferring.open_holdings(unit("a"), dt.date(2021, 9, 1)) == []
    assert part("a").name == "huyện Lục Ngạn"


def test_officers_and_answers_do_not_go_to_the_province(open_round, officer):
    officer_of(unit("a"))
    enter(("a", "p", "abolished"), new=[("p", "province", "Bắc Ninh")], on=ON)
    assert [found.default for found in transferring.open_holdings(unit("a"), ON)] == [None, None]
    for kind in ("officer", "part"):
        with pytest.raises(TransferRefused, match="chỉ chuyển được cho đơn vị cấp dưới"):
            move(all_to("p", kind), officer)


def test_what_changed_meanwhile_and_units_that_exist_are_refused(open_round, officer):
    becomes_town()
    choices = all_to("t")
    for wrong, words in [
        ([Choice("part", 0, unit("t"))], "vừa thay đổi"),
        (choices * 2, "chỉ chuyển cho một đơn vị"),
        ([], "Chưa chọn"),
        ([Choice("part", choices[0].pk, unit("a"))], "không có vào ngày"),
    ]:
        with pytest.raises(TransferRefused, match=words):
            move(wrong, officer)
    with pytest.raises(TransferRefused, match="đang hoạt động"):
        transferring.transfer(unit("t"), choices, by=officer, at=THEN)


def test_what_the_programme_asks_may_go_to_each_part_of_a_split_unit(open_round, officer):
    programme = Programme.objects.create(
        title="Đề án", period="2021-2025", target_least=2, target_most=4
    )
    plan = Duty.objects.create(programme=programme, text="Kế hoạch")
    plan.districts.set([unit("a")])
    splits()
    assert move([*all_to("t", "duty"), *all_to("n", "duty")], officer) == 2
    assert {one.code for one in plan.districts.all()} == {"a", "t", "n"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_transfer_at_the_same_moment_one_moves(open_round, officer):
    officer_of(unit("a"))
    splits()
    to_town, to_rest = all_to("t"), all_to("n")

    results = at_once(lambda: move(to_town, officer), lambda: move(to_rest, officer))

    assert sorted(type(result).__name__ for result in results) == ["TransferRefused", "int"]
    assert PartTransfer.objects.count() == 1
    assert DistrictOfficer.objects.filter(valid_to__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_goes_wrong(open_round):
    splits()
    both_have_looked = threading.Barrier(2, timeout=20)

    at_once(*(partial(_move_without_lock, code, both_have_looked) for code in ("t", "n")))

    assert set(PartTransfer.objects.values_list("to_unit__code", flat=True)) == {"t", "n"}


def _move_without_lock(code, both_have_looked):
    """The way not to do it: look what is open, move it afterwards."""
    [choice] = all_to(code, "part")
    both_have_looked.wait()
    Consultee.objects.filter(pk=choice.pk).update(district=choice.to)
    PartTransfer.objects.create(
        consultee_id=choice.pk,
        from_unit=unit("a"),
        to_unit=choice.to,
        same_office=False,
        made_at=THEN,
    )


def test_the_database_keeps_what_was_handed_on(open_round, officer):
    becomes_town()
    move(all_to("t"), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartTransfer.objects.update(basis="khác")
    assert Round.objects.get().consultees.count() == 2


def test_the_programme_and_next_steps_name_the_new_unit_beside_the_old(open_round, officer):
    """What names the successor already is not handed on; what is done stays the old unit's."""
    programme = Programme.objects.create(
        title="Đề án", period="2021-2025", target_least=2, target_most=4
    )
    plan, shared = (
        Duty.objects.create(programme=programme, text=text) for text in ("Kế hoạch", "Chung")
    )
    plan.districts.set([unit("a")])
    shared.districts.set([unit("a"), unit("b")])
    facts = {"kind": "meeting", "starts_on": DAY, "ends_on": DAY, "entered_at": AT}
    open_step, done = (
        Activity.objects.create(title=title, next_step="Gửi thư", next_step_done_on=on, **facts)
        for title, on in (("Làm việc", None), ("Đã xong", DAY))
    )
    for activity in (open_step, done):
        activity.districts.set([unit("a")])
    merges()

    choices = all_to("b", "duty", "next_step")
    assert sorted((choice.kind, choice.pk) for choice in choices) == [
        ("duty", plan.pk),
        ("next_step", open_step.pk),
    ]
    move(choices, officer)

    assert all_to("b", "duty", "next_step") == []
    for row in (plan, open_step):
        assert list(row.districts.order_by("pk")) == [unit("a"), unit("b")]
    assert list(done.districts.all()) == [unit("a")]
