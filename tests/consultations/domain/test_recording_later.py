"""A letter that had come before the closing and is recorded after it: judged by its receipt."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import answer_letters, answer_table, consolidating, pending
from consultations.domain.archive import archive
from consultations.domain.board import counts
from consultations.domain.figures import figures_of_units
from consultations.enums import Outcome, UnitState
from consultations.errors import ConsultationRefused
from consultations.models import LaterRecord
from dispatches import guards
from tests.consultations import consolidations, letters, rounds
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
IN_TIME, OVER, AFTER = hanoi("06/8 09:00"), hanoi("09/8 08:00"), hanoi("11/8 09:00")
WHY = "Văn thư chuyển văn bản chậm."
DEEMED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)


@pytest.fixture
def closed():
    return rounds.end(rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động")), OVER)


def settle(letter, *opinions, reason=WHY, at=AFTER):
    said = letters.said(letter, *(opinions or [(BUT, "Bổ sung du lịch.")]))
    return pending.settle(letter, said, reason=reason, by=rounds.person("officer"), at=at)


def unit_of(round_, name="Lục Ngạn"):
    return rounds.consultee(round_, name)


def test_the_outcome_follows_the_letter_and_what_closing_wrote_stays(closed):
    response = settle(letters.waiting(closed, at=IN_TIME))

    unit = unit_of(closed)
    assert (response.after_closing, response.is_late, unit.counted_response) == (
        False,
        False,
        response,
    )
    assert (unit.outcome, unit.confirmed_by) == (Outcome.AGREED_WITH_COMMENTS, None)
    assert unit.outcome_reason == (
        f"Đã trả lời ngày 06/8/2021, số tiếp nhận 01/2021. Ghi nhận sau khi đóng: {WHY}"
    )
    kept = LaterRecord.objects.get()
    assert (kept.outcome_before, kept.reason_before) == (Outcome.DEEMED_AGREED, DEEMED)
    assert (kept.closed_at, kept.recorded_at, kept.reason) == (OVER, AFTER, WHY)
    assert AuditEvent.objects.get(action="response.recorded_later").data == {
        "reason": WHY,
        "before": "Coi như nhất trí",
        "outcome": "Nhất trí kèm góp ý",
    }


def test_it_wants_a_reason(closed):
    letter = letters.waiting(closed, at=IN_TIME)
    with pytest.raises(ConsultationRefused, match="ghi lý do ghi nhận sau khi đóng"):
        settle(letter, reason="  ")
    assert unit_of(closed).outcome == Outcome.DEEMED_AGREED


@pytest.mark.parametrize(
    ("received", "shut_out", "outcome"),
    [
        (hanoi("08/8 23:59"), False, Outcome.AGREED),
        # Late, but before the closing: had it been entered at once it would have counted, marked.
        (hanoi("09/8 07:59"), False, Outcome.AGREED),
        (OVER, True, Outcome.DEEMED_AGREED),
        (hanoi("10/8 08:00"), True, Outcome.DEEMED_AGREED),
    ],
)
def test_the_moment_of_receipt_decides(closed, received, shut_out, outcome):
    response = settle(letters.waiting(closed, at=received), (AGREE, ""))

    assert (response.shut_out, unit_of(closed).outcome) == (shut_out, outcome)
    assert LaterRecord.objects.exists() is not shut_out


def test_board_figures_and_archive_follow(closed):
    settle(letters.waiting(closed, at=IN_TIME))

    assert counts(rounds.fresh(closed)).states[UnitState.AGREED_WITH_COMMENTS] == 1
    figures = figures_of_units().get(name="Lục Ngạn")
    assert (figures.answered, figures.on_time, figures.silent) == (1, 1, 0)
    files = dict(archive(rounds.fresh(closed)))
    (record,) = json.loads(files["dien-bien.json"])["later_records"]
    assert (record["outcome_before"], record["outcome"]) == (
        "deemed_agreed",
        "agreed_with_comments",
    )
    results = json.loads(files["ket-qua.json"])["units"]
    assert [row["outcome"] for row in results] == ["nhất trí kèm góp ý", "coi như nhất trí"]


def test_a_complete_table_is_opened_again_with_its_comments():
    table = consolidations.completed()

    settle(letters.waiting(table.round, "Yên Dũng", at=IN_TIME), (BUT, "Thêm."), (AGREE, ""))

    table.refresh_from_db()
    assert (table.completed_at, table.dispositions.undecided().count()) == (None, 1)
    assert "UBND huyện Yên Dũng" not in [unit.committee for unit in answer_table.apart(table)]
    consolidations.decide(table, consolidations.row(table, "Yên Dũng"))
    consolidating.complete(table, by=rounds.person("officer"), at=AFTER)
    assert table.dispositions.filter(final=True).count() == 4


def test_comments_of_an_answer_that_no_longer_counts_drop_out():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.answer(unit_of(round_), (BUT, "Muộn."), at=hanoi("09/8 07:00"))
    rounds.end(round_, OVER)
    table = consolidating.begin(round_, by=rounds.person("officer"), at=OVER)
    assert [row.comment.text for row in table.dispositions.all()] == ["Muộn."]

    settle(letters.waiting(round_, at=IN_TIME), (BUT, "Đúng hạn."))

    assert [row.comment.text for row in table.dispositions.all()] == ["Đúng hạn."]


def test_a_submission_drafted_before_does_not_leave_until_it_is_drafted_anew():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    officer = rounds.person("officer")
    before = answer_letters.draft_submission(table, (), by=officer, at=consolidations.LATER)
    assert guards.reasons(before, AFTER) == []

    settle(letters.waiting(table.round, "Yên Dũng", at=IN_TIME), (AGREE, ""), (AGREE, ""))

    (reason,) = guards.reasons(before, AFTER)
    assert reason == (
        "Dự thảo tờ trình lập trước khi ghi nhận ý kiến của UBND huyện Yên Dũng: đề nghị soạn lại."
    )
    later = AFTER + dt.timedelta(minutes=1)
    anew = answer_letters.draft_submission(table, (), by=officer, at=later)
    assert guards.reasons(anew, later) == []


def test_the_database_keeps_a_record_and_wants_it_whole(closed):
    settle(letters.waiting(closed, at=IN_TIME))
    rows = LaterRecord.objects.all()
    for change in (lambda: rows.update(reason="Khác."), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError, match="a later record is never"), transaction.atomic():
            change()
    made = rows.get()
    for name, changes in {
        "consultations_laterrecord_has_reason": {"reason": ""},
        "consultations_laterrecord_after_closing": {"recorded_at": IN_TIME},
        "consultations_laterrecord_outcomes_known": {"outcome": "perhaps"},
    }.items():
        another = LaterRecord(**(_fields(made) | changes))
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            another.save(force_insert=True)


def _fields(made):
    return {
        field.attname: getattr(made, field.attname)
        for field in LaterRecord._meta.concrete_fields
        if field.attname != "id"
    }
