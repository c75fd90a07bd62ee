"""The papers that come of a table tell what the table tells now, or they do not leave."""

import datetime as dt

import pytest
from django.urls import reverse

from consultations.domain import answer_letters, consolidating, in_step, pending
from consultations.errors import ConsultationRefused
from consultations.models import Consolidation
from dispatches import guards
from dispatches.errors import DispatchRefused
from tests.consultations import consolidations, letters, rounds
from tests.consultations.consolidations import LATER, YES, decide, row
from tests.consultations.rounds import AGREE, BUT, hanoi
from tests.factories import signed_in
from tests.refusing import refused

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
    made = submission(table, DRAFTED)
    table.refresh_from_db()
    return table, made


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


NOTICE = "công văn thông báo kết quả"
SAYS_PUBLISHED = "Kết quả tiếp thu, giải trình chưa công bố trên cổng, mà công văn nói đã công bố."


def notice(table, at=DRAFTED):
    return answer_letters.draft_notice(table, by=officer(), at=at)


def test_the_letter_to_the_units_leaves_once_what_it_says_is_so():
    table = consolidations.completed()
    made = notice(table)
    assert guards.reasons(made, DRAFTED) == [SAYS_PUBLISHED]
    record_later(table, (BUT, "Thêm."))
    behind = f"Dự thảo {NOTICE} lập trước khi ghi nhận ý kiến của UBND huyện Yên Dũng: "
    assert guards.reasons(made, REOPENED) == [f"{behind}đề nghị soạn lại.", SAYS_PUBLISHED]
    decide(table, row(table, "Yên Dũng"))
    complete(table)
    consolidating.publish(table, by=officer(), at=COMPLETED)
    table.refresh_from_db()
    assert (
        guards.reasons(made, AT_LAST) == in_step.warnings(table) == [f"{behind}đề nghị soạn lại."]
    )
    with pytest.raises(DispatchRefused, match="đề nghị soạn lại"):
        rounds.issue_dispatch(made, AT_LAST)

    anew = notice(table, AT_LAST)
    assert rounds.issue_dispatch(anew, AT_LAST).number


def test_nor_does_it_leave_with_a_table_that_is_open_or_was_completed_since():
    table = consolidations.completed()
    made = notice(table)
    reopen(table)
    assert guards.reasons(made, REOPENED)[0] == (
        f"Bảng tiếp thu, giải trình đã mở lại: hoàn thành rồi soạn lại dự thảo {NOTICE}."
    )
    complete(table)
    assert guards.reasons(made, COMPLETED)[0] == (
        f"Dự thảo {NOTICE} lập trước khi bảng tiếp thu, giải trình mở lại và hoàn thành: "
        "đề nghị soạn lại."
    )


def test_without_comments_it_refers_nobody_to_the_portal():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""))
    rounds.end(round_, consolidations.OVER)
    table = consolidations.begun_on(round_)
    consolidating.complete(table, by=officer(), at=LATER)
    assert guards.reasons(notice(table), DRAFTED) == []


def test_the_database_wants_when_a_paper_was_drafted():
    table, _submission = drafted()
    notice(table)
    tables = Consolidation.objects.all()
    assert refused(lambda: tables.update(submission_at=None))
    assert refused(lambda: tables.update(notice_at=None))


def test_what_has_left_is_not_offered_to_be_drafted_anew():
    table, made = drafted()
    consolidating.publish(table, by=officer(), at=DRAFTED)
    client = signed_in(officer())
    page = reverse("consultations:consolidation", args=[table.round_id])
    anew = "Soạn lại dự thảo"
    assert client.get(page).text.count(anew) == 1
    for paper in (made, notice(table)):
        rounds.issue_dispatch(paper, AT_LAST)
    text = client.get(page).text
    assert (text.count(anew), "Xem tờ trình" in text, "Xem công văn" in text) == (0, True, True)


WAITS = "Còn văn bản trả lời chờ nhập: UBND huyện Yên Dũng. Đề nghị nhập hoặc ghi không nhận trước."


def test_while_a_letter_waits_to_be_entered_the_table_is_neither_complete_nor_published():
    table = consolidations.begun()
    decide(table, *table.dispositions.all())
    letter = letters.waiting(table.round, "Yên Dũng", at=IN_TIME)
    with pytest.raises(ConsultationRefused) as refusal:
        complete(table)
    assert str(refusal.value) == WAITS

    pending.reject(letter, reason="Không phải ý kiến.", by=officer(), at=LATER)
    complete(table)
    assert consolidating.why_not_published(table) == ""


def test_nor_does_what_was_drafted_from_it_leave():
    table, made = drafted()
    letters.waiting(table.round, "Yên Dũng", at=IN_TIME)
    assert guards.reasons(made, AT_LAST) == in_step.warnings(table) == [WAITS]
    assert guards.reasons(notice(table), AT_LAST) == [WAITS, SAYS_PUBLISHED]
    assert consolidating.why_not_published(table) == WAITS


def test_a_letter_that_came_after_the_closing_changes_nothing_and_stops_nothing():
    table, made = drafted()
    letters.waiting(table.round, "Yên Dũng", at=consolidations.OVER)
    assert guards.reasons(made, AT_LAST) == in_step.warnings(table) == []
    assert consolidating.why_not_published(table) == ""
