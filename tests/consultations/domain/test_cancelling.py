"""A round that is given up: nothing more is taken, nothing is written, the units are told."""

import pytest

from accounts.models import AuditEvent
from consultations.domain import (
    answering,
    calls,
    cancelling,
    closing,
    drafts,
    pending,
    reminders,
    terms,
)
from consultations.domain.catch_up import catch_up
from consultations.enums import Stage
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Response, Round
from outbox.models import Message
from tests.consultations import letters, rounds
from tests.consultations.rounds import LATER, hanoi
from tests.racing import at_once

pytestmark = pytest.mark.django_db
NOW = hanoi("04/8 08:00")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))


def cancel(round_, reason="Đề án đã dừng.", at=NOW):
    return cancelling.cancel(round_, reason=reason, by=rounds.person("leader"), at=at)


def test_it_is_on_record_with_who_when_and_why(called):
    cancel(called, reason="  Đề án  đã dừng. ")

    round_ = rounds.fresh(called)
    assert (round_.cancelled_at, round_.cancelled_by, round_.cancel_reason, round_.stage(NOW)) == (
        NOW,
        rounds.person("leader"),
        "Đề án đã dừng.",
        Stage.CANCELLED,
    )
    event = AuditEvent.objects.get(action="round.cancelled")
    assert event.data == {"reason": "Đề án đã dừng."}
    assert set(round_.consultees.values_list("outcome", flat=True)) == {""}


def test_each_unit_is_told_why(called):
    cancel(called)
    mails = Message.objects.filter(kind="cancellation").order_by("topic_id")
    assert [mail.to_name for mail in mails] == ["UBND huyện Lục Ngạn", "UBND huyện Sơn Động"]
    assert "Sở Ngoại vụ hủy việc lấy ý kiến về Đề án" in mails[0].text
    assert "Lý do: Đề án đã dừng." in mails[0].text


def test_it_takes_nothing_more(called):
    unit = rounds.consultee(called, "Lục Ngạn")
    letter = letters.waiting(called)
    rounds.draft(unit)
    cancel(called)
    officer = rounds.person("officer")
    acts = [
        lambda: rounds.answer(unit, at=NOW),
        lambda: drafts.begin(rounds.consultee(called, "Sơn Động"), by=officer, at=NOW),
        lambda: pending.settle(letter, {}, by=officer, at=NOW),
        lambda: terms.extend(called, deadline=LATER, reason="x", by=officer, at=NOW),
        lambda: reminders.remind_now(called, [unit], order="1", by=officer, at=NOW),
        lambda: calls.correct_address(unit, "b@unit.example", by=officer, at=NOW),
        lambda: closing.close(called, by=officer, at=hanoi("09/8 08:00")),
        lambda: closing.propose(called, by=officer, at=hanoi("09/8 08:00")),
        lambda: cancel(called),
    ]
    for act in acts:
        with pytest.raises(ConsultationRefused):
            act()
    assert not Response.objects.exists()


def test_nothing_is_due_for_it_any_more_and_old_mail_is_stale(called):
    waiting = Message.objects.filter(kind="call").first()
    reminder = reminders.remind_now(
        called,
        called.consultees.with_course(),
        order="1",
        by=rounds.person("officer"),
        at=hanoi("03/8 08:00"),
    )[0]
    cancel(called)
    before = Message.objects.count()

    catch_up(hanoi("06/8 08:00"))

    assert Message.objects.count() == before
    assert not calls.still_useful(waiting, NOW)
    assert not reminders.still_useful(reminder, NOW)
    assert not Round.objects.taking_answers().exists()
    assert not Consultee.objects.in_running_rounds().exists()
    assert not pending.waiting().exists()


def test_only_a_running_round_is_cancelled_and_only_with_a_reason(called):
    with pytest.raises(ConsultationRefused, match="Đề nghị ghi lý do hủy"):
        cancel(called, reason=" ")
    closed = rounds.end(called, at=hanoi("09/8 08:00"))
    with pytest.raises(ConsultationRefused, match="đã kết thúc"):
        cancel(closed)


def test_a_draft_is_not_cancelled():
    with pytest.raises(ConsultationRefused, match="chưa ban hành"):
        cancel(rounds.drafted())


def test_the_next_round_may_start_and_tells_of_it(called):
    cancel(called)
    following = rounds.carried_on(called, at=NOW)

    assert following.ordinal == 2
    told = following.dispatch.letter["blocks"][1]
    text = "".join(run["text"] for run in told["runs"])
    assert text.endswith(
        "Ngày 04/8/2021, Sở Ngoại vụ đã hủy việc lấy ý kiến theo công văn nêu trên."
    )


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_same_moment_is_in_before_or_refused():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    unit = rounds.consultee(round_, "Lục Ngạn")
    version = rounds.draft(unit)
    rounds.person("leader")

    answer, cancelled = at_once(
        lambda: answering.submit(
            unit,
            key="6a3f0b0e-0000-4000-8000-000000000001",
            version=version,
            late=True,
            by=rounds.staff(unit),
            clock=lambda: NOW,
        ),
        lambda: cancel(round_),
    )

    assert isinstance(cancelled, Round)
    assert isinstance(answer, Response | ConsultationRefused)
    assert Response.objects.exists() == isinstance(answer, Response)
