"""What was entered wrongly from a letter is entered anew, and the wrong version is kept."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import answer_table, consolidating, pending
from consultations.domain.correcting_entries import correct, entered, may_be_corrected
from consultations.enums import Outcome
from consultations.errors import AnswerIncomplete, ConsultationRefused
from consultations.models import EntryCorrection, LaterRecord, Response
from outbox.models import Message
from tests.consultations import consolidations, letters, rounds
from tests.consultations.rounds import AGREE, BUT, DISAGREE, hanoi

pytestmark = pytest.mark.django_db
IN_TIME, ENTERED = hanoi("04/8 09:00"), hanoi("05/8 09:00")
NOTICED, OVER, AFTER = hanoi("06/8 09:00"), hanoi("09/8 08:00"), hanoi("11/8 09:00")
WHY = "Nhập nhầm ý kiến nội dung 2."


@pytest.fixture
def letter():
    """Lục Ngạn's letter, entered as agreement to both contents."""
    called = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", contents=2))
    made = letters.waiting(called, at=IN_TIME)
    pending.settle(made, letters.said(made, (AGREE, ""), (AGREE, "")), by=officer(), at=ENTERED)
    made.refresh_from_db()
    return made


def officer():
    return rounds.person("officer")


def to_say(letter, *opinions, reason=WHY, at=NOTICED):
    said = letters.said(letter, *opinions)
    return correct(letter, said, reason=reason, by=officer(), at=at)


def unit_of(letter):
    return rounds.consultee(letter.consultee.round, "Lục Ngạn")


def opinions(response):
    return [(one.position, one.text) for one in response.comments.order_by("content__ordinal")]


def test_the_correction_is_a_new_version_that_counts_and_the_old_one_stays(letter):
    before = letter.response

    after = to_say(letter, (AGREE, ""), (DISAGREE, "Chưa phù hợp."))

    assert (after.version, after.received_at, after.source) == (2, IN_TIME, before.source)
    assert opinions(after) == [("agree", ""), ("disagree", "Chưa phù hợp.")]
    assert opinions(before) == [("agree", ""), ("agree", "")]
    assert (unit_of(letter).counted_response, entered(letter)) == (after, after)
    made = EntryCorrection.objects.get()
    assert (made.letter, made.response, made.reason) == (letter, after, WHY)
    assert (made.made_by, made.made_at) == (officer(), NOTICED)
    event = AuditEvent.objects.get(action="response.corrected")
    assert event.data == {"before": 1, "version": 2, "reason": WHY}
    assert Message.objects.filter(kind="receipt").count() == 2


def test_a_correction_is_corrected_again(letter):
    to_say(letter, (AGREE, ""), (DISAGREE, "Chưa phù hợp."))
    again = to_say(letter, (AGREE, ""), (BUT, "Chưa phù hợp."), reason="Nhất trí kèm góp ý.")
    assert (again.version, entered(letter)) == (3, again)


@pytest.mark.parametrize(
    ("said", "reason", "why"),
    [
        ([(AGREE, ""), (BUT, "Thêm.")], " ", "ghi lý do sửa"),
        ([(AGREE, ""), (AGREE, "")], WHY, "vẫn như đã nhập"),
    ],
)
def test_it_wants_a_reason_and_a_difference(letter, said, reason, why):
    with pytest.raises(ConsultationRefused, match=why):
        to_say(letter, *said, reason=reason)
    assert Response.objects.count() == 1


def test_what_is_missing_is_said(letter):
    with pytest.raises(AnswerIncomplete):
        to_say(letter, (AGREE, ""), (BUT, ""))


def test_only_what_was_entered_is_corrected(letter):
    waiting = letters.waiting(letter.consultee.round, "Sơn Động", at=IN_TIME, number=9)
    with pytest.raises(ConsultationRefused, match="chưa được nhập"):
        to_say(waiting, (AGREE, ""), (BUT, "Thêm."))


def test_in_a_closed_round_the_outcome_follows_and_what_closing_wrote_stays(letter):
    rounds.end(letter.consultee.round, OVER)

    to_say(letter, (AGREE, ""), (BUT, "Thêm."), at=AFTER)

    unit = unit_of(letter)
    assert unit.outcome == Outcome.AGREED_WITH_COMMENTS
    kept = LaterRecord.objects.get()
    assert (kept.outcome_before, kept.outcome, kept.reason) == (
        Outcome.AGREED,
        Outcome.AGREED_WITH_COMMENTS,
        WHY,
    )


def test_the_table_follows_and_keeps_what_was_answered_of_the_same_words(letter):
    to_say(letter, (BUT, "Bổ sung."), (BUT, "Sai."))
    table = consolidations.begun_on(rounds.end(letter.consultee.round, OVER))
    consolidations.decide(table, *table.dispositions.all())

    to_say(letter, (BUT, "Bổ sung."), (BUT, "Đúng."), at=AFTER)

    rows = table.dispositions.with_comment()
    assert [(row.comment.text, row.decision) for row in rows] == [
        ("Bổ sung.", "accepted"),
        ("Đúng.", ""),
    ]
    (part, _other) = answer_table.parts(table)
    assert part.lines[0].units == ("UBND huyện Lục Ngạn (Công văn số 812/UBND-VX ngày 02/8/2021)",)


def test_not_once_the_table_is_complete(letter):
    round_ = letter.consultee.round
    assert may_be_corrected(round_)
    table = consolidations.begun_on(rounds.end(round_, OVER))
    consolidating.complete(table, by=officer(), at=AFTER)
    assert not may_be_corrected(round_)
    with pytest.raises(ConsultationRefused, match="cần mở lại để sửa"):
        to_say(letter, (AGREE, ""), (BUT, "Thêm."), at=AFTER)


def test_the_database_keeps_a_correction_and_wants_its_reason(letter):
    to_say(letter, (AGREE, ""), (BUT, "Thêm."))
    rows = EntryCorrection.objects.all()
    for change in (lambda: rows.update(reason="Khác."), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError, match="a correction is never"), transaction.atomic():
            change()
    blank = EntryCorrection(
        letter=letter, response=letter.response, reason="", made_by=officer(), made_at=NOTICED
    )
    with pytest.raises(IntegrityError, match="has_reason"), transaction.atomic():
        blank.save(force_insert=True)
