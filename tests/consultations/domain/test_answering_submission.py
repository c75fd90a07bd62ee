"""Submitting: on time or late by the instant of receipt, once per key, nothing ever lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import drafts, terms
from consultations.domain.standing import Standing
from consultations.errors import (
    AnswerIncomplete,
    ConsultationRefused,
    DeadlinePassed,
    DraftConflict,
)
from consultations.models import Comment, Draft, Response
from deadlines.value import Deadline
from outbox.models import Message
from tests import factories
from tests.consultations import rounds
from tests.consultations.factories import (
    AFTER_CLOSING,
    DEADLINE,
    IN_TIME,
    LATE,
    called,
    unit,
)
from tests.dispatches.factories import officer

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_an_answer_is_kept_numbered_and_its_draft_is_gone():
    call = called()
    response = call.answer(c2="Đề nghị bổ sung Hàn Quốc.")
    said = list(Comment.objects.values_list("content__ordinal", "position", "text"))
    assert said == [
        (1, "agree", ""),
        (2, "agree_with_comments", "Đề nghị bổ sung Hàn Quốc."),
        (3, "agree", ""),
    ]
    assert (response.receipt, response.version, response.received_at) == ("01/2021", 1, IN_TIME)
    assert not Draft.objects.exists()


def test_the_unit_is_told_by_mail_with_number_and_hash():
    response = called().answer(c1="{{ 7|add:1 }} <script>alert(1)</script>")
    mail = Message.objects.get(kind="receipt")
    assert "Số tiếp nhận: 01/2021" in mail.text
    assert response.digest in mail.text
    assert "{{ 7|add:1 }} <script>alert(1)</script>" in mail.text


def test_the_submission_leaves_its_trace():
    response = called().answer()
    event = AuditEvent.objects.get(action="response.submitted")
    assert event.data == {
        "version": 1,
        "receipt": "01/2021",
        "digest": response.digest,
        "days_late": 0,
    }


@pytest.mark.parametrize("before", [SECOND, timedelta(milliseconds=1)])
def test_the_last_moment_before_the_instant_is_in_time(before):
    assert not called().answer(DEADLINE.instant - before).is_late


@pytest.mark.parametrize("after", [timedelta(0), timedelta(milliseconds=1), SECOND])
def test_at_the_instant_an_answer_is_late_and_must_be_meant_so(after):
    call = called()
    call.save()
    with pytest.raises(DeadlinePassed, match="Thời hạn «trước ngày 09/8/2021» đã hết"):
        call.submit(DEADLINE.instant + after)
    assert Draft.objects.get().version == 1
    assert call.submit(DEADLINE.instant + after, late=True).days_late == 1


def test_a_late_answer_counts_the_started_days():
    assert called().answer(LATE, late=True).days_late == 2


def test_a_declaration_of_lateness_in_time_is_harmless():
    assert not called().answer(IN_TIME, late=True).is_late


def test_an_extension_for_the_unit_makes_its_answer_punctual():
    call = called()
    terms.extend(
        call.consultee.round,
        consultee=call.consultee,
        deadline=Deadline.before(LATE.date() + timedelta(days=2)),
        reason="Họp HĐND",
        by=officer(),
        at=IN_TIME,
    )
    assert not call.answer(LATE).is_late


def test_the_same_key_again_gives_the_same_answer():
    call = called()
    call.save()
    key = uuid4()
    first = call.submit(key=key)
    assert call.submit(key=key, version=1) == first
    assert Response.objects.count() == 1


def test_a_draft_changed_after_the_check_page_is_not_sent_unseen():
    call = called()
    call.save()
    call.save(c1="thêm sau")
    with pytest.raises(DraftConflict):
        call.submit(version=1)
    assert not Response.objects.exists()


def test_an_incomplete_answer_names_each_gap():
    call = called()
    contents = list(call.consultee.round.contents.all())
    answers = call.answers() | {contents[0].pk: ("", ""), contents[2].pk: ("disagree", "")}
    drafts.save_draft(call.consultee, answers, version=0, by=call.person, at=IN_TIME)
    with pytest.raises(AnswerIncomplete) as refusal:
        call.submit()
    assert refusal.value.problems == {
        contents[0].pk: "Chưa chọn ý kiến.",
        contents[2].pk: "Chưa ghi góp ý hoặc lý do.",
    }
    assert Draft.objects.exists()


def test_a_correction_is_a_new_version_and_the_earlier_one_stays():
    call = called()
    call.answer(c2="Một.")
    drafts.begin(call.consultee, by=call.person, at=IN_TIME)
    call.answer(c2="Hai.")
    versions = Comment.objects.filter(content__ordinal=2).values_list("response__version", "text")
    assert list(versions) == [(1, "Một."), (2, "Hai.")]
    assert call.fresh().counted_response.version == 2


def test_receipts_are_numbered_without_a_gap_across_units_and_refusals():
    first = called()
    first.answer()
    first.save(c1="hỏng")
    with pytest.raises(DraftConflict):
        first.submit(version=1)
    other = unit("Yên Dũng", rank=2)
    second = called(other, factories.officer_of(other, "other"))
    assert second.answer().receipt == "02/2021"


def test_the_year_of_a_receipt_is_that_of_hanoi():
    deadline = Deadline.through(DEADLINE.date.replace(year=2022))
    call = called(deadline=deadline)
    new_year = IN_TIME.replace(month=12, day=31, hour=23, minute=59) + timedelta(minutes=1)
    assert call.answer(new_year).receipt == "01/2022"


def test_different_words_give_different_hashes():
    call = called()
    digests = {call.answer(c1="Một.").digest, call.answer(c1="Hai.").digest}
    assert len(digests) == 2


def test_after_closing_an_answer_is_kept_and_changes_no_outcome():
    call = called()
    rounds.end(call.consultee.round, at=LATE)
    call.save(AFTER_CLOSING)
    with pytest.raises(DeadlinePassed, match="Đợt lấy ý kiến đã kết thúc"):
        call.submit(AFTER_CLOSING)
    response = call.submit(AFTER_CLOSING, late=True)
    assert response.after_closing
    assert call.fresh().outcome == "no_reply"
    assert Standing.of(call.fresh(), AFTER_CLOSING).counted is None


def test_a_unit_with_more_time_corrects_its_answer_in_time_and_the_round_waits():
    call = called()
    call.answer()
    terms.extend(
        call.consultee.round,
        consultee=call.consultee,
        deadline=Deadline.before(date(2021, 8, 20)),
        reason="Đơn vị đề nghị.",
        by=officer(),
        at=IN_TIME + SECOND,
    )
    with pytest.raises(ConsultationRefused, match="gia hạn riêng"):
        rounds.end(call.consultee.round, at=DEADLINE.instant)
    call.save(c1="thêm")
    response = call.submit(DEADLINE.instant + SECOND)
    assert (response.is_late, response.shut_out) == (False, False)


def test_a_round_without_a_time_limit_takes_nothing():
    call = called()
    call.save()
    call.consultee.round.terms.all().delete()
    with pytest.raises(ConsultationRefused, match="Đợt lấy ý kiến chưa mở"):
        call.submit(late=True)
