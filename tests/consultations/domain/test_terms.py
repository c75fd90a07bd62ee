"""Extending: later only, for all or for one; told only to those whose deadline moves."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import terms
from consultations.enums import Stage
from consultations.errors import ConsultationRefused
from consultations.models import Term
from deadlines.value import Deadline
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import hanoi

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS))


def until(day):
    return Deadline.before(dt.date(2021, 8, day))


def extend(round_, deadline, name="", at="04/8 10:00", reason="Đơn vị đề nghị."):
    unit = rounds.consultee(round_, name) if name else None
    by = rounds.person("officer")
    return terms.extend(
        round_, deadline=deadline, reason=reason, by=by, at=hanoi(at), consultee=unit
    )


def in_force(round_):
    found = {name: rounds.consultee(round_, name).term.deadline_phrase for name in UNITS}
    return found | {"": rounds.fresh(round_).term().deadline_phrase}


def told():
    """Units that were told of an extension, with the subject's deadline."""
    messages = Message.objects.filter(kind="extension").order_by("pk")
    return [
        (message.to_name.removeprefix("UBND huyện "), message.subject[24:46])
        for message in messages
    ]


def test_the_deadline_in_force_is_the_latest_that_applies(called):
    extend(called, until(12), "Yên Thế")
    assert in_force(called) == {
        "": "trước ngày 09/8/2021",
        "Lục Ngạn": "trước ngày 09/8/2021",
        "Sơn Động": "trước ngày 09/8/2021",
        "Yên Thế": "trước ngày 12/8/2021",
    }

    extend(called, until(11))
    assert in_force(called) == {
        "": "trước ngày 11/8/2021",
        "Lục Ngạn": "trước ngày 11/8/2021",
        "Sơn Động": "trước ngày 11/8/2021",
        "Yên Thế": "trước ngày 12/8/2021",
    }


def test_an_extension_keeps_reason_person_and_moment(called):
    term = extend(called, until(12), "Yên Thế", reason="Họp Ban Thường vụ.")

    assert (term.reason, term.set_by, term.set_at) == (
        "Họp Ban Thường vụ.",
        rounds.person("officer"),
        hanoi("04/8 10:00"),
    )
    event = AuditEvent.objects.get(action="round.extended")
    assert event.data == {"deadline": "trước ngày 12/8/2021", "reason": "Họp Ban Thường vụ."}
    assert event.object_id == str(term.consultee_id)


def test_the_original_term_stays(called):
    extend(called, until(12))

    assert rounds.fresh(called).original_term.deadline == rounds.DEADLINE


@pytest.mark.parametrize(
    ("deadline", "name", "at", "sentence"),
    [
        (until(9), "", "04/8 10:00", "Thời hạn mới phải sau thời hạn đang áp dụng"),
        (until(6), "", "04/8 10:00", r"đang áp dụng \(trước ngày 09/8/2021\)"),
        (until(9), "Yên Thế", "04/8 10:00", "Thời hạn mới phải sau"),
        (Deadline.through(dt.date(2021, 8, 8)), "", "04/8 10:00", "Thời hạn mới phải sau"),
        (until(10), "", "10/8 00:00", r"Thời hạn mới \(trước ngày 10/8/2021\) đã qua"),
    ],
)
def test_a_deadline_that_is_not_later_or_already_past_is_refused(
    called, deadline, name, at, sentence
):
    with pytest.raises(ConsultationRefused, match=sentence):
        extend(called, deadline, name, at)

    assert Term.objects.count() == 1


def test_a_unit_with_its_own_extension_is_extended_beyond_that_only(called):
    extend(called, until(12), "Yên Thế")

    with pytest.raises(ConsultationRefused, match="trước ngày 12/8/2021"):
        extend(called, until(11), "Yên Thế")


def test_a_round_that_is_over_may_be_opened_again_by_an_extension(called):
    assert rounds.fresh(called).stage(hanoi("09/8 08:00")) == Stage.OVERDUE

    extend(called, until(12), at="09/8 08:00")

    assert rounds.fresh(called).stage(hanoi("09/8 08:00")) == Stage.OPEN


def test_a_draft_or_a_closed_round_is_not_extended(called):
    rounds.end(called, at=hanoi("09/8 08:00"))
    with pytest.raises(ConsultationRefused, match="Chỉ gia hạn được khi đợt lấy ý kiến đang mở"):
        extend(called, until(12), at="09/8 09:00")


def test_a_letter_in_preparation_is_reworded_not_extended():
    with pytest.raises(ConsultationRefused, match="Chỉ gia hạn được khi đợt lấy ý kiến đang mở"):
        extend(rounds.drafted(*UNITS), until(12))


def test_only_those_who_owe_an_answer_are_told(called):
    rounds.answer(rounds.consultee(called, "Sơn Động"))

    extend(called, until(12))

    assert told() == [("Lục Ngạn", "(trước ngày 12/8/2021)"), ("Yên Thế", "(trước ngày 12/8/2021)")]


def test_an_extension_for_one_is_told_to_that_one(called):
    extend(called, until(12), "Yên Thế")

    assert told() == [("Yên Thế", "(trước ngày 12/8/2021)")]


def test_a_unit_with_a_later_deadline_of_its_own_is_not_told_of_an_earlier_one(called):
    extend(called, until(16), "Yên Thế")

    extend(called, until(12))

    assert told() == [
        ("Yên Thế", "(trước ngày 16/8/2021)"),
        ("Lục Ngạn", "(trước ngày 12/8/2021)"),
        ("Sơn Động", "(trước ngày 12/8/2021)"),
    ]


def test_the_notice_says_the_new_deadline_and_the_reason(called):
    extend(called, until(12), "Yên Thế", reason="Họp Ban Thường vụ.")

    text = Message.objects.get(kind="extension").text
    assert "Thời hạn mới: trước ngày 12/8/2021" in text
    assert "nhận ý kiến đến hết thứ Tư 11/8/2021" in text
    assert "Lý do: Họp Ban Thường vụ." in text
