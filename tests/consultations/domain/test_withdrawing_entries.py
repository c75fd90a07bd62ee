"""What was entered from a letter by mistake is withdrawn: kept, and counted nowhere."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import consolidating, pending
from consultations.domain.board import counts
from consultations.domain.correcting_entries import correct
from consultations.domain.figures import figures_of_units
from consultations.domain.withdrawing_entries import withdraw
from consultations.enums import Outcome, UnitState
from consultations.errors import ConsultationRefused
from consultations.models import EntryWithdrawal, Response
from outbox.models import Message
from tests.consultations import consolidations, letters, rounds
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
IN_TIME, ENTERED, NOTICED = hanoi("04/8 09:00"), hanoi("05/8 09:00"), hanoi("06/8 09:00")
OVER, AFTER, LATER = hanoi("09/8 08:00"), hanoi("11/8 09:00"), hanoi("12/8 09:00")
WHY = "Văn bản của UBND huyện Yên Dũng."
DEEMED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)


@pytest.fixture
def called():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


def officer():
    return rounds.person("officer")


def settled(round_, *said, at=ENTERED, came=IN_TIME):
    letter = letters.waiting(round_, at=came)
    said = letters.said(letter, *(said or [(BUT, "Bổ sung.")]))
    pending.settle(letter, said, reason="Chuyển chậm.", by=officer(), at=at)
    letter.refresh_from_db()
    return letter


def unit_of(round_):
    return rounds.consultee(round_, "Lục Ngạn")


def take_back(letter, *, reason=WHY, at=NOTICED):
    return withdraw(letter, reason=reason, by=officer(), at=at)


def test_the_unit_owes_an_answer_again_and_the_versions_are_kept(called):
    letter = settled(called)
    said = letters.said(letter, (AGREE, ""))
    correct(letter, said, reason="Nhập nhầm.", by=officer(), at=ENTERED)

    made = take_back(letter)

    assert called.consultees.unanswered().count() == 2
    assert (unit_of(called).counted_response, unit_of(called).latest_response) == (None, None)
    kept = list(Response.versions.values_list("version", "withdrawn_at"))
    assert kept == [(1, NOTICED), (2, NOTICED)]
    assert counts(rounds.fresh(called)).states[UnitState.AGREED] == 0
    assert (made.outcome_before, made.outcome, made.reason) == ("", "", WHY)
    event = AuditEvent.objects.get(action="response.withdrawn")
    assert event.data == {"arrival": "01/2021", "withdrawn_versions": [1, 2], "reason": WHY}
    told = Message.objects.get(kind="withdrawal")
    assert told.subject == "Rút ý kiến số 01/2021, 02/2021: Đề án"
    assert f"Lý do: {WHY}" in told.text
    assert "đề nghị trả lời (trước ngày 09/8/2021)" in told.text


def test_what_the_unit_sends_after_that_is_the_next_version(called):
    take_back(settled(called))

    sent = rounds.answer(unit_of(called), at=hanoi("07/8 09:00"))

    assert (sent.version, sent.receipt, unit_of(called).counted_response) == (2, "02/2021", sent)


def test_an_earlier_answer_counts_again(called):
    online = rounds.answer(unit_of(called), (AGREE, ""), at=hanoi("03/8 09:00"))
    letter = settled(called)

    take_back(letter)

    assert unit_of(called).counted_response == online


def test_in_a_closed_round_silence_is_no_consent(called):
    letter = settled(called)
    rounds.end(called, OVER)

    made = take_back(letter, at=AFTER)

    unit = unit_of(called)
    assert (unit.outcome, unit.outcome_reason, unit.confirmed_by) == (
        Outcome.NO_REPLY,
        f"Đã rút kết quả nhập từ văn bản số 812/UBND-VX: {WHY}",
        None,
    )
    assert (made.outcome_before, made.outcome) == (
        Outcome.AGREED_WITH_COMMENTS,
        Outcome.NO_REPLY,
    )
    assert made.reason_before == "Đã trả lời ngày 04/8/2021, số tiếp nhận 01/2021."
    figures = figures_of_units().get(name="Lục Ngạn")
    assert (figures.answered, figures.on_time, figures.silent) == (0, 0, 1)


def test_what_the_closing_had_judged_of_silence_stands_again(called):
    rounds.end(called, OVER)
    letter = settled(called, at=AFTER)

    take_back(letter, at=LATER)

    unit = unit_of(called)
    assert (unit.outcome, unit.outcome_reason) == (Outcome.DEEMED_AGREED, DEEMED)
    assert unit.confirmed_by == rounds.person("leader")


def test_what_never_counted_changes_no_outcome(called):
    rounds.end(called, OVER)
    letter = settled(called, came=hanoi("10/8 09:00"), at=AFTER)

    made = take_back(letter, at=LATER)

    assert (made.outcome_before, made.outcome) == (Outcome.DEEMED_AGREED, Outcome.DEEMED_AGREED)
    assert unit_of(called).outcome_reason == DEEMED


def test_the_comments_drop_out_of_the_table_and_those_before_stand_again(called):
    rounds.answer(unit_of(called), (BUT, "Muộn."), at=hanoi("09/8 07:00"))
    rounds.end(called, OVER)
    table = consolidations.begun_on(called)
    consolidations.decide(table, *table.dispositions.all())
    letter = settled(called, (BUT, "Đúng hạn."), at=AFTER)
    assert [row.comment.text for row in table.dispositions.all()] == ["Đúng hạn."]

    take_back(letter, at=LATER)

    rows = [(row.comment.text, row.decision) for row in table.dispositions.all()]
    assert rows == [("Muộn.", "accepted")]
    consolidating.complete(table, by=officer(), at=LATER)


def test_comments_of_an_answer_that_counts_again_are_listed(called):
    rounds.answer(unit_of(called), (BUT, "Trước."), at=hanoi("03/8 09:00"))
    letter = settled(called)
    rounds.end(called, OVER)
    table = consolidations.begun_on(called)

    take_back(letter, at=AFTER)

    rows = [(row.comment.text, row.decision) for row in table.dispositions.all()]
    assert rows == [("Trước.", "")]
    assert unit_of(called).outcome_reason == "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021."


@pytest.mark.parametrize(
    ("published", "why"), [(False, "cần mở lại để sửa"), (True, "đã công bố cho các đơn vị")]
)
def test_not_once_the_table_is_complete(called, published, why):
    letter = settled(called, (AGREE, ""))
    table = consolidations.begun_on(rounds.end(called, OVER))
    consolidating.complete(table, by=officer(), at=AFTER)
    if published:
        consolidating.publish(table, by=officer(), at=AFTER)

    with pytest.raises(ConsultationRefused, match=why):
        take_back(letter, at=LATER)
    with pytest.raises(IntegrityError, match="from a complete table"), transaction.atomic():
        EntryWithdrawal.objects.create(letter=letter, reason=WHY, made_by=officer(), made_at=LATER)


def test_it_wants_a_reason_and_is_done_once(called):
    letter = settled(called)
    with pytest.raises(ConsultationRefused, match="ghi lý do rút"):
        take_back(letter, reason=" ")
    take_back(letter)

    with pytest.raises(ConsultationRefused, match="đã rút"):
        take_back(letter)
    with pytest.raises(ConsultationRefused, match="đã rút"):
        correct(letter, letters.said(letter, (AGREE, "")), reason="Sai.", by=officer(), at=NOTICED)
    assert Message.objects.filter(kind="withdrawal").count() == 1


def test_only_what_was_entered_is_withdrawn(called):
    letter = letters.waiting(called, at=IN_TIME)
    with pytest.raises(ConsultationRefused, match="chưa được nhập"):
        take_back(letter)
    with pytest.raises(IntegrityError, match="only what was entered"), transaction.atomic():
        EntryWithdrawal.objects.create(
            letter=letter, reason=WHY, made_by=officer(), made_at=NOTICED
        )


def test_the_database_keeps_a_withdrawal_whole(called):
    letter = settled(called)
    online = rounds.answer(rounds.consultee(called, "Sơn Động"))
    made = take_back(letter)

    rows = EntryWithdrawal.objects.all()
    for change in (lambda: rows.update(reason="Khác."), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError, match="a withdrawal is never"), transaction.atomic():
            change()
    answers = Response.versions.all()
    for answer, moment in ((letter.response, None), (letter.response, AFTER), (online, NOTICED)):
        changed = answers.filter(pk=answer.pk)
        with pytest.raises(IntegrityError, match="with its letter"), transaction.atomic():
            changed.update(withdrawn_at=moment)
    for name, fields in {
        "entrywithdrawal_has_reason": {"reason": ""},
        "entrywithdrawal_outcomes": {"outcome": "agreed"},
    }.items():
        another = EntryWithdrawal(
            **{"letter": made.letter, "reason": WHY, "made_by": officer(), "made_at": AFTER}
            | fields
        )
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            another.save(force_insert=True)
