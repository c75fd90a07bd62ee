"""Silence becomes consent only by a leader: proposed by an officer, confirmed, or refused."""

import pytest

from accounts.models import AuditEvent
from consultations.domain import closing, terms
from consultations.enums import Outcome, Stage
from consultations.errors import ConsultationRefused
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, LATER, hanoi, wording

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")
OVER = hanoi("09/8 08:00")
NEEDS_LEADER = "lãnh đạo phải xác nhận kết thúc"


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS))


def propose(round_, at=OVER):
    return closing.propose(round_, by=rounds.person("officer"), at=at)


def confirm(round_, at=OVER, **how):
    return closing.confirm(round_, by=rounds.person("leader"), at=at, **how)


def seen(round_, at=OVER):
    return closing.fingerprint(closing.proposals(rounds.fresh(round_), at))


def written(round_):
    return {
        unit.district.name: (unit.outcome, unit.confirmed_by)
        for unit in round_.consultees.select_related("district")
    }


def test_an_officer_alone_does_not_write_silence_as_consent(called):
    with pytest.raises(ConsultationRefused, match=NEEDS_LEADER):
        closing.close(called, by=rounds.person("officer"), at=OVER)

    assert rounds.fresh(called).closed_at is None
    assert set(written(called).values()) == {("", None)}


def test_where_all_have_answered_the_officer_closes(called):
    for name in UNITS:
        rounds.answer(rounds.consultee(called, name))

    closing.close(called, by=rounds.person("officer"), at=OVER)

    assert written(called) == dict.fromkeys(UNITS, (Outcome.AGREED, None))


def test_where_silence_is_no_consent_the_officer_closes():
    rounds.office()
    round_ = rounds.called(rounds.drafted(*UNITS, wording=wording(deemed_consent=False)))

    closing.close(round_, by=rounds.person("officer"), at=OVER)

    assert written(round_) == dict.fromkeys(UNITS, (Outcome.NO_REPLY, None))


def test_a_proposal_waits_for_the_leader_and_answers_still_count(called):
    propose(called)
    round_ = rounds.fresh(called)
    assert (round_.stage(OVER), round_.proposed_by) == (Stage.PROPOSED, rounds.person("officer"))

    rounds.answer(rounds.consultee(called, "Lục Ngạn"), at=OVER)
    confirm(called)

    leader = rounds.person("leader")
    assert written(called) == {
        "Lục Ngạn": (Outcome.AGREED, None),
        "Sơn Động": (Outcome.DEEMED_AGREED, leader),
        "Yên Thế": (Outcome.DEEMED_AGREED, leader),
    }


def test_proposing_twice_is_proposing_once(called):
    propose(called)
    propose(called, at=hanoi("09/8 09:00"))

    assert rounds.fresh(called).proposed_at == OVER
    assert AuditEvent.objects.filter(action="round.closing_proposed").count() == 1


def test_nothing_is_proposed_where_nobody_is_to_consent_by_silence(called):
    for name in UNITS:
        rounds.answer(rounds.consultee(called, name))
    with pytest.raises(ConsultationRefused, match="chuyên viên kết thúc được ngay"):
        propose(called)


def test_a_leader_confirms_only_what_was_proposed(called):
    with pytest.raises(ConsultationRefused, match="Chuyên viên chưa đề nghị"):
        confirm(called)


def test_the_leader_may_refuse_consent_of_single_units_with_a_reason(called):
    propose(called)
    unit = rounds.consultee(called, "Yên Thế")

    confirm(called, refused={unit.pk: "  Đơn vị đang sáp nhập. "}, seen=seen(called))

    unit.refresh_from_db()
    assert (unit.outcome, unit.outcome_reason, unit.confirmed_by) == (
        Outcome.NO_REPLY,
        "Lãnh đạo không xác nhận coi như nhất trí: Đơn vị đang sáp nhập.",
        None,
    )
    assert rounds.consultee(called, "Sơn Động").outcome == Outcome.DEEMED_AGREED


@pytest.mark.parametrize("reason", ["", "   "])
def test_refusing_needs_a_reason(called, reason):
    propose(called)
    unit = rounds.consultee(called, "Yên Thế")
    with pytest.raises(ConsultationRefused, match="phải ghi lý do"):
        confirm(called, refused={unit.pk: reason})


def test_only_silent_units_are_refused(called):
    propose(called)
    unit = rounds.consultee(called, "Yên Thế")
    rounds.answer(unit, at=OVER)
    with pytest.raises(ConsultationRefused):
        confirm(called, refused={unit.pk: "Không rõ."})


def test_a_page_that_an_answer_has_overtaken_is_refused(called):
    propose(called)
    before = seen(called)
    rounds.answer(rounds.consultee(called, "Yên Thế"), (AGREE, ""), at=OVER)

    with pytest.raises(ConsultationRefused, match="Kết quả đã thay đổi"):
        confirm(called, seen=before)

    confirm(called, seen=seen(called))
    assert rounds.fresh(called).stage(OVER) == Stage.CLOSED


def test_a_longer_time_for_all_takes_the_proposal_back(called):
    propose(called)
    terms.extend(called, deadline=LATER, reason="Thêm.", by=rounds.person("officer"), at=OVER)
    assert rounds.fresh(called).stage(OVER) == Stage.OPEN
