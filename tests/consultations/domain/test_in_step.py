"""The papers that come of a table tell what the table tells now, or they do not leave."""

import datetime as dt

import pytest

from consultations.domain import answer_letters, consolidating, in_step, pending
from dispatches import guards
from dispatches.errors import DispatchRefused
from tests.consultations import consolidations, letters, rounds
from tests.consultations.consolidations import LATER, YES, decide, row
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
IN_TIME, DRAFTED = hanoi("06/8 09:00"), LATER + dt.timedelta(hours=1)
REOPENED, COMPLETED, AT_LAST = (LATER + dt.timedelta(hours=n) for n in (2, 3, 4))
OVERTAKEN = (
    "Dự thảo tờ trình lập trước khi bảng tiếp thu, giải trình mở lại và hoàn thành: "
    "đề nghị soạn lại."
)
UNTOLD = "Dự thảo tờ trình lập trước khi ghi nhận ý kiến của UBND huyện Yên Dũng: đề nghị soạn lại."


def officer():
    return rounds.person("officer")


def drafted():
    """A complete table and its submission, drafted an hour later."""
    table = consolidations.completed()
    consolidations.kind_of_submission()
    return table, submission(table, DRAFTED)


def submission(table, at):
    return answer_letters.draft_submission(table, (), by=officer(), at=at)


def reopen(table):
    consolidating.reopen(table, reason="Trả lời khác.", by=officer(), at=REOPENED)


def complete(table):
    consolidating.complete(table, by=officer(), at=COMPLETED)
    table.refresh_from_db()


def record_later(table, *said, at=REOPENED):
    """A letter of Yên Dũng, which was silent, that had come in time."""
    letter = letters.waiting(table.round, "Yên Dũng", at=IN_TIME)
    answers = letters.said(letter, *said, (AGREE, ""))
    pending.settle(letter, answers, reason="Văn thư chuyển chậm.", by=officer(), at=at)
    table.refresh_from_db()


def test_a_submission_with_answers_of_before_does_not_leave():
    table, made = drafted()
    assert guards.reasons(made, DRAFTED) == []
    reopen(table)
    assert guards.reasons(made, REOPENED) == [
        "Bảng tiếp thu, giải trình đã mở lại: hoàn thành rồi soạn lại dự thảo tờ trình."
    ]
    decide(table, *table.dispositions.all(), ruling=YES)
    complete(table)

    assert guards.reasons(made, COMPLETED) == in_step.warnings(table) == [OVERTAKEN]
    with pytest.raises(DispatchRefused, match="đề nghị soạn lại"):
        rounds.issue_dispatch(made, AT_LAST)

    anew = submission(table, AT_LAST)
    table.refresh_from_db()
    assert guards.reasons(anew, AT_LAST) == in_step.warnings(table) == []
    assert rounds.issue_dispatch(anew, AT_LAST).number


def test_publishing_the_answers_does_not_let_an_old_submission_leave():
    table, made = drafted()
    record_later(table, (BUT, "Thêm."))
    decide(table, row(table, "Yên Dũng"))
    complete(table)

    consolidating.publish(table, by=officer(), at=COMPLETED)

    table.refresh_from_db()
    # What was published has the unit's comment: only the submission lacks it.
    assert guards.reasons(made, AT_LAST) == in_step.warnings(table) == [UNTOLD]


def test_a_letter_without_comments_is_told_anew_too_after_publishing():
    table, made = drafted()
    consolidating.publish(table, by=officer(), at=DRAFTED)
    record_later(table, (AGREE, ""))
    assert guards.reasons(made, AT_LAST) == [UNTOLD]
