"""Comments recorded after a table has left are answered and published by themselves."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from consultations.domain import (
    answer_letters,
    answer_workbook,
    answers_due,
    comparing,
    consolidating,
    dispositions,
    in_step,
    pending,
)
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from outbox.models import Message
from tests.consultations import consolidations, letters, rounds
from tests.consultations.consolidations import LATER, WHY, decide, row, seen
from tests.consultations.rounds import AGREE, BUT, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
IN_TIME = hanoi("06/8 09:00")
RECORDED, ADDED = (LATER + dt.timedelta(hours=n) for n in (1, 2))
TO_ADD = (
    "Có góp ý ghi nhận sau khi bảng đã hoàn thành, của UBND huyện Yên Dũng: đề nghị trả lời và "
    "công bố bổ sung."
)
IN_COMPLETE = "Có góp ý thuộc bảng đã hoàn thành, không sửa được trả lời."


def officer():
    return rounds.person("officer")


def record_later(table, name="Yên Dũng", *said):
    letter = letters.waiting(table.round, name, at=IN_TIME)
    answers = letters.said(letter, *(said or [(BUT, "Thêm."), (AGREE, "")]))
    pending.settle(letter, answers, reason="Văn thư chuyển chậm.", by=officer(), at=RECORDED)
    table.refresh_from_db()


def publish(table, at):
    told = consolidating.publish(table, by=officer(), at=at)
    table.refresh_from_db()
    return told


def mails():
    told = Message.objects.filter(kind="answers").order_by("pk")
    return list(told.values_list("to_name", flat=True))


@pytest.fixture
def table():
    """A published table, and then a letter with a comment that had come in time."""
    table = consolidations.completed()
    publish(table, LATER)
    record_later(table)
    return table


def test_they_are_added_to_the_table_which_stays_complete(table):
    assert (table.completed_at, table.published_at) == (LATER, LATER)
    assert [each.comment.text for each in consolidating.added(table)] == ["Thêm."]
    assert in_step.warnings(table) == [TO_ADD]
    unit = rounds.consultee(table.round, "Yên Dũng")
    assert unit.outcome == Outcome.AGREED_WITH_COMMENTS


def test_they_alone_can_be_answered_assigned_or_grouped(table):
    new, old = row(table, "Yên Dũng"), row(table, "Lục Ngạn")
    for rows in ([old], [new, old]):
        for act in (
            lambda rows=rows: decide(table, *rows),
            lambda rows=rows: dispositions.group(table, seen(*rows), by=officer(), at=ADDED),
        ):
            with pytest.raises(ConsultationRefused) as refusal:
                act()
            assert str(refusal.value) == IN_COMPLETE
    assert decide(table, new, ruling=WHY) == 1


def test_their_unit_and_no_other_is_told_and_sees_the_answer(table):
    before = mails()
    with pytest.raises(ConsultationRefused, match="Còn 1 góp ý chưa có trả lời"):
        publish(table, ADDED)
    decide(table, row(table, "Yên Dũng"), ruling=WHY)
    unit = rounds.consultee(table.round, "Yên Dũng")
    assert consolidating.published_answers(unit) == {}

    assert publish(table, ADDED) == 1

    (answer,) = consolidating.published_answers(unit).values()
    assert (answer.text, answer.final) == (WHY.text, True)
    assert mails() == [*before, "UBND huyện Yên Dũng"]
    assert (table.published_at, in_step.warnings(table)) == (LATER, [])
    event = AuditEvent.objects.get(action="consolidation.supplemented")
    assert event.data["comments"] == [answer.pk]
    assert publish(table, ADDED) == 0


def test_the_comparison_with_the_next_round_shows_the_answer(table):
    second = rounds.carried_on(rounds.fresh(table.round), at=ADDED)
    decide(table, row(table, "Yên Dũng"), ruling=WHY)
    said = [one for one in comparing.compare(second)[0].said if one.comment.text == "Thêm."]
    assert [one.answer.text for one in said] == [WHY.text]


def test_nothing_is_printed_or_drafted_until_they_are_published(table):
    consolidations.kind_of_submission()
    words = "Còn góp ý ghi nhận sau khi hoàn thành bảng"
    with pytest.raises(ConsultationRefused, match=words):
        answer_letters.draft_submission(table, (), by=officer(), at=ADDED)
    with pytest.raises(ConsultationRefused, match=words):
        answer_workbook.workbook(table, (), on=ADDED.date())
    decide(table, row(table, "Yên Dũng"), ruling=WHY)
    publish(table, ADDED)
    letter = answer_letters.draft_submission(table, (), by=officer(), at=ADDED).letter
    assert "Có 04/04 đơn vị có văn bản trả lời, với 04 ý kiến góp ý." in str(letter)


def test_after_the_submission_has_left_they_are_published_with_the_others():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    made = answer_letters.draft_submission(table, (), by=officer(), at=LATER)
    rounds.issue_dispatch(made, LATER)
    record_later(table)
    assert in_step.warnings(table) == [
        "Ghi nhận sau khi đóng, chưa có trong tờ trình đã ban hành: UBND huyện Yên Dũng. "
        "Đề nghị báo cáo bổ sung.",
        TO_ADD,
    ]
    decide(table, row(table, "Yên Dũng"), ruling=WHY)
    assert publish(table, ADDED) == 3
    assert not consolidating.added(table).exists()


def test_what_a_unit_said_anew_keeps_its_answer_and_replaces_what_was_published():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    late = hanoi("09/8 07:00")
    for name in ("Lục Ngạn", "Sơn Động"):
        rounds.answer(rounds.consultee(round_, name), (BUT, "Thêm."), at=late)
    rounds.end(round_, consolidations.OVER)
    table = consolidations.begun_on(round_)
    dispositions.group_alike(table, by=officer(), at=LATER)
    decide(table, row(table, "Lục Ngạn"), ruling=WHY)
    consolidating.complete(table, by=officer(), at=LATER)
    publish(table, LATER)

    record_later(table, "Lục Ngạn", (BUT, "Thêm."))

    new = row(table, "Lục Ngạn")
    assert (new.text, new.final, new.group) == (WHY.text, False, None)
    assert row(table, "Sơn Động").final
    assert publish(table, ADDED) == 1


def test_who_recorded_it_is_reminded_to_publish(table):
    day = hanoi("12/8 08:00")
    assert list(answers_due.due_reminders(day)) == []
    (one,) = answers_due.due_reminders(hanoi("13/8 08:00"))
    assert (one.to, one.title) == (
        officer(), f"{table.round}: chưa công bố bổ sung trả lời ý kiến của UBND huyện Yên Dũng"
    )  # fmt: skip
    decide(table, row(table, "Yên Dũng"), ruling=WHY)
    publish(table, ADDED)
    assert list(answers_due.due_reminders(hanoi("13/8 08:00"))) == []


def test_the_page_offers_boxes_for_them_and_to_publish_them(table):
    client = signed_in(officer())
    text = client.get(reverse("consultations:consolidation", args=[table.round_id])).text
    assert text.count('name="pick"') == 1
    assert ("Công bố bổ sung…" in text, ">Hoàn thành<" in text, TO_ADD in text) == (
        True,
        False,
        True,
    )
    shown = client.get(reverse("consultations:publish_answers", args=[table.round_id]))
    assert (shown.context["answered"], shown.context["told"]) == (1, 1)
