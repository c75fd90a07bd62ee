"""Ending a round: when, what it writes for each unit and why, and that it writes it once."""

import datetime as dt

import pytest
from django.db import OperationalError, connection

from accounts.models import AuditEvent
from consultations.domain import answering, closing, terms
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines.value import Deadline
from outbox.enums import MessageState
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, DISAGREE, hanoi, wording
from tests.refusing import refused

pytestmark = pytest.mark.django_db
CLOSING = 21  # queries
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")
OVER = hanoi("09/8 08:00")
ACCEPTED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS))


def close(round_, at=OVER):
    return rounds.end(round_, at=at)


def written(round_):
    return {
        unit.district.name: (unit.outcome, unit.outcome_reason)
        for unit in round_.consultees.select_related("district")
    }


def proposed(round_, at=OVER):
    return {
        one.consultee.district.name: (one.verdict.outcome, one.verdict.reason)
        for one in closing.proposals(rounds.fresh(round_), at)
    }


def extend(round_, day, name=""):
    terms.extend(
        round_,
        consultee=rounds.consultee(round_, name) if name else None,
        deadline=Deadline.before(dt.date(2021, 8, day)),
        reason="Xin thêm.",
        by=rounds.person("officer"),
        at=hanoi("04/8 10:00"),
    )


def test_silence_is_consent_where_the_letter_says_so_and_the_call_arrived(called):
    assert proposed(called) == dict.fromkeys(UNITS, (Outcome.DEEMED_AGREED, ACCEPTED))


def test_silence_is_no_reply_where_the_mail_server_refused():
    round_ = rounds.called(rounds.drafted(*UNITS), refused=("Yên Thế",))

    assert proposed(round_)["Yên Thế"] == (
        Outcome.NO_REPLY,
        "Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ u3@unit.example.",
    )


def test_the_longest_address_does_not_keep_a_round_open():
    """PostgreSQL refuses a reason that is too long for its column."""
    round_ = rounds.called(rounds.drafted(*UNITS), refused=("Yên Thế",))
    address = f"{'a' * 200}@unit.example"
    round_.consultees.filter(district__name="Yên Thế").update(address=address)
    Message.objects.filter(state=MessageState.FAILED).update(to_address=address)

    close(round_)

    refused = f"Công văn không đến đơn vị: máy chủ thư từ chối địa chỉ {address}."
    assert written(round_)["Yên Thế"] == (Outcome.NO_REPLY, refused)


def test_who_was_refused_but_opened_the_call_in_the_portal_is_reached():
    round_ = rounds.called(rounds.drafted(*UNITS), refused=("Yên Thế",))
    unit = rounds.consultee(round_, "Yên Thế")
    answering.open_call(unit, by=rounds.staff(unit), at=hanoi("03/8 09:05"))

    assert proposed(round_)["Yên Thế"] == (
        Outcome.DEEMED_AGREED,
        (
            "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
            "đã mở công văn trên cổng lúc 09:05 ngày 03/8/2021."
        ),
    )


def test_silence_is_no_reply_where_the_round_does_not_allow_it():
    rounds.office()
    silent = wording(deemed_consent=False)
    round_ = rounds.called(rounds.drafted("Lục Ngạn", wording=silent))

    assert proposed(round_)["Lục Ngạn"] == (
        Outcome.NO_REPLY,
        "Đợt lấy ý kiến không áp dụng quy định coi như nhất trí.",
    )


def test_silence_is_no_reply_where_the_issued_text_lacks_the_clause(called):
    Round.objects.update(consent_clause="Một câu khác không có trong công văn.")

    assert proposed(called)["Lục Ngạn"] == (
        Outcome.NO_REPLY,
        "Công văn đã ban hành không có câu coi như nhất trí.",
    )


def test_silence_is_no_reply_while_a_time_limit_of_the_unit_runs(called):
    extend(called, 12, "Yên Thế")

    assert proposed(called)["Yên Thế"] == (
        Outcome.NO_REPLY,
        "Thời hạn của đơn vị chưa hết (trước ngày 12/8/2021).",
    )
    assert proposed(called, hanoi("12/8 00:00"))["Yên Thế"] == (Outcome.DEEMED_AGREED, ACCEPTED)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ((AGREE, ""), Outcome.AGREED),
        ((BUT, "Bổ sung Hàn Quốc."), Outcome.AGREED_WITH_COMMENTS),
        ((DISAGREE, "Chưa phù hợp."), Outcome.DISAGREED),
    ],
)
def test_an_answer_counts_as_what_it_says(called, said, outcome):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), said, at=hanoi("03/8 16:42"))

    assert proposed(called)["Lục Ngạn"] == (
        outcome,
        "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021.",
    )


def test_the_last_version_counts(called):
    unit = rounds.consultee(called, "Lục Ngạn")
    rounds.answer(unit, (DISAGREE, "Chưa phù hợp."), at=hanoi("03/8 16:42"))
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (AGREE, ""), at=hanoi("04/8 09:00"))

    assert proposed(called)["Lục Ngạn"] == (
        Outcome.AGREED,
        "Đã trả lời ngày 04/8/2021, số tiếp nhận 02/2021.",
    )


def test_a_late_answer_counts_and_is_marked(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (AGREE, ""), at=hanoi("10/8 00:00"))

    assert proposed(called, hanoi("10/8 08:00"))["Lục Ngạn"] == (
        Outcome.AGREED,
        "Đã trả lời ngày 10/8/2021, số tiếp nhận 01/2021, muộn 2 ngày.",
    )


def test_a_late_answer_does_not_replace_one_that_came_in_time(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (AGREE, ""), at=hanoi("03/8 16:42"))
    late = hanoi("09/8 07:00")
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (DISAGREE, "Chưa phù hợp."), at=late)

    assert proposed(called)["Lục Ngạn"] == (
        Outcome.AGREED,
        "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021.",
    )


def test_a_draft_is_no_answer(called):
    rounds.draft(rounds.consultee(called, "Lục Ngạn"), (DISAGREE, "Chưa phù hợp."))

    assert proposed(called)["Lục Ngạn"] == (Outcome.DEEMED_AGREED, ACCEPTED)


def test_closing_writes_what_was_proposed_and_leaves_a_trace(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (BUT, "Bổ sung."), at=hanoi("03/8 16:42"))
    before = proposed(called)

    close(called)

    closed = rounds.fresh(called)
    assert (closed.closed_at, closed.closed_by) == (OVER, rounds.person("leader"))
    assert written(closed) == before
    event = AuditEvent.objects.get(action="round.closed")
    assert event.data == {
        "outcomes": {
            "huyện Lục Ngạn": "agreed_with_comments",
            "huyện Sơn Động": "deemed_agreed",
            "huyện Yên Thế": "deemed_agreed",
        }
    }


def test_before_the_deadline_no_round_is_closed_for_whoever_answered_may_still_correct(called):
    for name in UNITS:
        rounds.answer(rounds.consultee(called, name))
    with pytest.raises(ConsultationRefused, match=r"Chưa hết thời hạn \(trước ngày 09/8/2021\)\."):
        close(called, hanoi("08/8 23:59"))

    close(called, hanoi("09/8 00:00"))
    assert rounds.fresh(called).closed_at == hanoi("09/8 00:00")


def test_an_extension_for_all_puts_the_closing_off(called):
    extend(called, 11)
    assert closing.why_not_yet(rounds.fresh(called), OVER) != ""
    assert closing.why_not_yet(rounds.fresh(called), hanoi("11/8 00:00")) == ""


def test_so_does_one_for_a_unit_whether_it_has_answered_or_not(called):
    extend(called, 12, "Yên Thế")
    extend(called, 11, "Sơn Động")
    extend(called, 13, "Sơn Động")
    rounds.answer(rounds.consultee(called, "Sơn Động"))
    for act in (closing.close, closing.propose):
        with pytest.raises(ConsultationRefused) as refusal:
            act(called, by=rounds.person("officer"), at=OVER)
        assert str(refusal.value) == (
            "Chưa hết thời hạn gia hạn riêng: UBND huyện Sơn Động (trước ngày 13/8/2021), "
            "UBND huyện Yên Thế (trước ngày 12/8/2021)."
        )
    assert written(called) == dict.fromkeys(UNITS, ("", ""))

    close(called, hanoi("13/8 00:00"))
    assert written(called)["Yên Thế"][0] == Outcome.DEEMED_AGREED


def test_an_extension_after_the_proposal_takes_it_back(called):
    closing.propose(called, by=rounds.person("officer"), at=OVER)
    terms.extend(
        called,
        consultee=rounds.consultee(called, "Yên Thế"),
        deadline=Deadline.before(dt.date(2021, 8, 12)),
        reason="Xin thêm.",
        by=rounds.person("officer"),
        at=OVER,
    )
    assert rounds.fresh(called).proposed_at is None
    with pytest.raises(ConsultationRefused, match="gia hạn riêng"):
        closing.confirm(called, by=rounds.person("leader"), at=OVER)


def test_of_many_units_with_longer_time_the_first_are_named():
    names = [f"Đơn vị {number:02}" for number in range(12)]
    round_ = rounds.called(rounds.drafted(*names))
    for name in names:
        extend(round_, 12, name)
    refusal = closing.why_not_yet(rounds.fresh(round_), OVER)
    assert refusal.endswith("UBND huyện Đơn vị 09 (trước ngày 12/8/2021) và 2 đơn vị khác.")


def test_whose_time_has_not_run_out_is_undecided(called):
    extend(called, 12, "Yên Thế")
    found = {
        one.consultee.district.name: (one.undecided, one.deemed)
        for one in closing.proposals(rounds.fresh(called), OVER)
    }
    assert found == {
        "Lục Ngạn": (False, True),
        "Sơn Động": (False, True),
        "Yên Thế": (True, False),
    }


@pytest.mark.parametrize("name", ["", "Yên Thế"])
def test_the_database_closes_no_round_while_a_time_limit_runs(called, name):
    extend(called, 12, name)
    rows = Round.objects.filter(pk=called.pk)
    assert refused(lambda: rows.update(closed_at=hanoi("11/8 23:59")))
    assert not refused(lambda: rows.update(closed_at=hanoi("12/8 00:00")))


def test_a_draft_is_not_closed():
    with pytest.raises(ConsultationRefused, match="Công văn chưa ban hành"):
        close(rounds.drafted(*UNITS))


def test_a_round_is_closed_once(called):
    close(called)
    first = written(called)

    with pytest.raises(ConsultationRefused, match="Đợt lấy ý kiến đã kết thúc"):
        close(called, hanoi("10/8 08:00"))

    assert written(called) == first
    assert rounds.fresh(called).closed_at == OVER


def test_an_answer_after_closing_is_kept_and_changes_no_outcome(called):
    close(called)
    before = written(called)

    response = rounds.answer(
        rounds.consultee(called, "Lục Ngạn"), (DISAGREE, "Chưa phù hợp."), at=OVER
    )

    assert response.after_closing
    assert written(called) == before


def test_an_answer_just_before_closing_counts_though_the_clock_stands_still(called):
    response = rounds.answer(rounds.consultee(called, "Lục Ngạn"), (AGREE, ""), at=OVER)

    close(called, OVER)

    response.refresh_from_db()
    assert not response.after_closing
    assert written(called)["Lục Ngạn"][0] == Outcome.AGREED


def test_all_outcomes_are_written_or_none(called):
    disk = FullDisk()
    with pytest.raises(OperationalError), connection.execute_wrapper(disk):
        close(called)

    assert disk.outcomes_written
    assert written(called) == dict.fromkeys(UNITS, ("", ""))
    assert rounds.fresh(called).closed_at is None
    assert not AuditEvent.objects.filter(action="round.closed").exists()


class FullDisk:
    """A database that has room for the outcomes, and none for what ends the round."""

    def __init__(self):
        self.outcomes_written = False

    def __call__(self, execute, sql, *arguments):
        if sql.startswith('UPDATE "consultations_consultee"'):
            self.outcomes_written = True
        elif self.outcomes_written and sql.startswith('UPDATE "consultations_round"'):
            raise OperationalError("disk full")
        return execute(sql, *arguments)


def test_the_proposals_of_few_units_and_of_many_take_the_same_queries(django_assert_num_queries):
    few, many = rounds.called(rounds.drafted("A")), rounds.called(more_units(12))

    for round_ in (few, many):
        found = rounds.fresh(round_)
        with django_assert_num_queries(7):
            closing.proposals(found, OVER)


def more_units(count):
    names = [f"Đơn vị {number}" for number in range(count)]
    return rounds.drafted(*names, prefix="m")


@pytest.mark.parametrize("count", [3, 9])
def test_closing_asks_the_database_as_often_for_more_units(count, django_assert_num_queries):
    names = [f"Đơn vị {number}" for number in range(count)]
    round_ = rounds.called(rounds.drafted(*names))
    for name in names:
        rounds.answer(rounds.consultee(round_, name))
    officer = rounds.person("officer")
    with django_assert_num_queries(CLOSING):
        closing.close(round_, by=officer, at=OVER)
