"""Who is asked, who owes an answer, what a unit may see."""

import pytest

from consultations.models import Consultee, Round
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, hanoi

pytestmark = pytest.mark.django_db


def names(units):
    return [unit.district.name for unit in units.order_by("position")]


def test_a_draft_is_no_answer_and_a_late_answer_is_one():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))
    rounds.draft(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""))
    rounds.answer(rounds.consultee(round_, "Yên Thế"), at=hanoi("20/8 08:00"))

    assert names(round_.consultees.unanswered()) == ["Lục Ngạn", "Sơn Động"]


def test_rounds_by_where_they_stand():
    draft, open_, closed = (
        rounds.drafted("A", prefix="a"),
        rounds.called(rounds.drafted("B", prefix="b")),
        rounds.called(rounds.drafted("C", prefix="c")),
    )
    rounds.end(closed, at=hanoi("09/8 08:00"))

    found = Round.objects.order_by("pk")
    assert list(found.in_preparation()) == [draft]
    assert list(found.issued()) == [open_, closed]
    assert list(found.taking_answers()) == [open_]


def test_a_unit_sees_its_own_part_of_issued_rounds_and_nothing_else():
    rounds.drafted("Lục Ngạn", prefix="a")
    round_ = rounds.called(rounds.drafted("Sơn Động", "Yên Thế", prefix="b"))
    son_dong = rounds.consultee(round_, "Sơn Động").district

    assert names(Consultee.objects.of(son_dong)) == ["Sơn Động"]
    unseen = Consultee.objects.get(district__name="Lục Ngạn").district
    assert names(Consultee.objects.of(unseen)) == []
    assert names(Consultee.objects.called()) == ["Sơn Động", "Yên Thế"]
