"""Only those who owe an answer are reminded, of each stage once, never after the deadline."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.domain import calls, reminders, terms
from consultations.errors import ConsultationRefused
from consultations.models import Consultee
from deadlines.domain.calendar import working_calendar
from deadlines.milestones import Stage
from deadlines.value import Deadline
from outbox import checks
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, AT, hanoi

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS))


def tick(moment):
    """Let fall due what is due; return who was reminded of which stage."""
    at = hanoi(moment) if isinstance(moment, str) else moment
    calls.send_due_calls(at)
    before = set(Message.objects.values_list("pk", flat=True))
    reminders.send_due_reminders(at, working_calendar())
    written = Message.objects.filter(kind="reminder").exclude(pk__in=before).order_by("pk")
    rounds.accept(at)
    return [named(message) for message in written]


def named(message):
    name = Consultee.objects.get(pk=message.topic_id).district.name
    return name, message.key.split(":")[2]


def all_of(stage):
    return [(name, stage) for name in UNITS]


def test_the_stages_of_the_seed_round(called):
    moments = [
        "02/8 08:00",
        "02/8 17:00",
        "03/8 07:59",
        "03/8 08:00",
        "04/8 08:00",
        "05/8 07:59",
        "05/8 08:00",
        "06/8 08:00",
        "07/8 08:00",
        "08/8 23:59",
        "09/8 00:00",
        "09/8 08:00",
    ]

    assert {moment: written for moment in moments if (written := tick(moment))} == {
        "03/8 08:00": all_of("t-3"),
        "05/8 08:00": all_of("t-1"),
        "06/8 08:00": all_of("last-day"),
    }


def test_the_stage_before_the_issue_never_falls_due(called):
    stages = [
        step.stage
        for step in reminders.plan(called.term(), called.dispatch.issued_at, working_calendar())
    ]

    assert stages == [Stage.T3, Stage.T1, Stage.LAST_DAY]


def test_a_stage_at_the_moment_of_issue_is_no_reminder():
    called = rounds.called(rounds.drafted(*UNITS), hanoi("03/8 08:00"))

    assert tick("03/8 08:00") == []
    assert [
        step.stage
        for step in reminders.plan(called.term(), called.dispatch.issued_at, working_calendar())
    ] == [Stage.T1, Stage.LAST_DAY]


def test_a_letter_not_issued_reminds_nobody():
    draft = rounds.drafted(*UNITS)

    assert reminders.plan(draft.term(), None, working_calendar()) == []
    assert (
        reminders.next_reminder(rounds.consultee(draft, "Lục Ngạn"), AT, working_calendar()) is None
    )
    assert tick("03/8 08:00") == []


def test_who_has_answered_is_left_out(called):
    rounds.answer(rounds.consultee(called, "Sơn Động"), at=hanoi("03/8 07:00"))

    assert tick("03/8 08:00") == [("Lục Ngạn", "t-3"), ("Yên Thế", "t-3")]


def test_a_draft_is_no_answer_and_gets_other_words(called):
    rounds.draft(rounds.consultee(called, "Lục Ngạn"), (AGREE, ""))

    tick("03/8 08:00")

    texts = {named(message)[0]: message.text for message in Message.objects.filter(kind="reminder")}
    assert "Đơn vị đã có bản nháp ý kiến" in texts["Lục Ngạn"]
    assert "Mở bản nháp để kiểm tra và gửi tại:" in texts["Lục Ngạn"]
    assert "chưa nhận được ý kiến của đơn vị" in texts["Yên Thế"]
    assert "bản nháp" not in texts["Yên Thế"]


def test_a_reminder_says_what_is_left_and_until_when(called):
    tick("05/8 08:00")

    message = Message.objects.filter(kind="reminder").first()
    assert message.subject == "Nhắc tham gia ý kiến (còn 3 ngày): Đề án"
    assert "Thời hạn: trước ngày 09/8/2021" in message.text
    assert "hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội" in message.text


def test_after_downtime_only_the_newest_stage_is_sent(called):
    assert tick("06/8 14:00") == all_of("last-day")
    assert tick("06/8 14:01") == []


def test_nothing_leaves_after_the_deadline(called):
    assert tick("09/8 00:00") == []
    assert tick("20/8 08:00") == []


def test_a_second_run_writes_nothing_new(called):
    assert tick("03/8 08:00") == all_of("t-3")
    assert tick("03/8 08:00") == []
    assert tick("04/8 19:30") == []


def test_an_extension_arms_the_stages_again_under_keys_of_its_own(called):
    tick("03/8 08:00")
    unit = rounds.consultee(called, "Yên Thế")
    by, reason = rounds.person("officer"), "Đơn vị đề nghị."
    terms.extend(
        called,
        consultee=unit,
        deadline=Deadline.before(dt.date(2021, 8, 12)),
        reason=reason,
        by=by,
        at=hanoi("04/8 10:00"),
    )

    assert tick("05/8 08:00") == [("Lục Ngạn", "t-1"), ("Sơn Động", "t-1")]
    assert tick("06/8 08:00") == [
        ("Lục Ngạn", "last-day"),
        ("Sơn Động", "last-day"),
        ("Yên Thế", "t-3"),
    ]
    assert tick("10/8 08:00") == [("Yên Thế", "t-1")]
    assert tick("11/8 08:00") == [("Yên Thế", "last-day")]
    assert tick("12/8 00:00") == []


def test_who_was_not_reached_is_not_reminded():
    rounds.called(rounds.drafted(*UNITS), refused=("Yên Thế",))

    assert tick("03/8 08:00") == [("Lục Ngạn", "t-3"), ("Sơn Động", "t-3")]


def test_a_stage_before_the_unit_was_called_is_not_due_for_it():
    called = rounds.called(rounds.drafted(*UNITS), refused=("Yên Thế",))
    tick("03/8 08:00")
    unit = rounds.consultee(called, "Yên Thế")
    by = rounds.person("officer")
    calls.correct_address(unit, "moi@yenthe.example", by=by, at=hanoi("05/8 10:00"))

    assert tick("05/8 10:00") == [("Lục Ngạn", "t-1"), ("Sơn Động", "t-1")]
    assert tick("06/8 08:00") == all_of("last-day")


def test_the_next_stage_is_told_until_there_is_none(called):
    unit, calendar = rounds.consultee(called, "Lục Ngạn"), working_calendar()

    told = [
        step and step.at
        for moment in ("02/8 08:00", "03/8 08:00", "06/8 08:00")
        for step in [reminders.next_reminder(unit, hanoi(moment), calendar)]
    ]
    assert told == [hanoi("03/8 08:00"), hanoi("05/8 08:00"), None]


def test_a_reminder_by_hand_goes_to_the_chosen_who_owe_an_answer_once_per_order(called):
    chosen = [rounds.consultee(called, name) for name in ("Lục Ngạn", "Sơn Động")]
    rounds.answer(chosen[1])
    by, at = rounds.person("officer"), hanoi("04/8 09:00")

    first = reminders.remind_now(called, chosen, order="a", by=by, at=at)
    again = reminders.remind_now(called, chosen, order="a", by=by, at=at)
    other = reminders.remind_now(called, chosen, order="b", by=by, at=at)

    assert [message.topic_id for message in first] == [chosen[0].pk]
    assert [message.pk for message in again] == [message.pk for message in first]
    assert other[0].pk != first[0].pk


def test_who_has_no_address_cannot_be_reminded_by_hand(called):
    unit = rounds.consultee(called, "Lục Ngạn")
    Consultee.objects.filter(pk=unit.pk).update(address="")

    assert (
        reminders.remind_now(
            called, [unit], order="a", by=rounds.person("officer"), at=hanoi("04/8 09:00")
        )
        == []
    )


def test_whose_time_is_over_is_reminded_by_hand_and_told_so(called):
    unit, now = rounds.consultee(called, "Lục Ngạn"), hanoi("10/8 09:00")

    (message,) = reminders.remind_now(
        called, [unit], order="a", by=rounds.person("officer"), at=now
    )

    assert message.subject == "Nhắc tham gia ý kiến (đã quá hạn 1 ngày): Đề án"
    assert (
        "đã quá hạn 1 ngày.\n"
        "Đợt lấy ý kiến chưa kết thúc: đơn vị vẫn trả lời được, ý kiến được ghi là gửi muộn.\n"
        "Công văn nêu: «Sau thời gian trên"
    ) in message.text
    assert reminders.still_useful(message, hanoi("12/8 09:00"))
    rounds.end(called, at=hanoi("12/8 10:00"))
    assert not reminders.still_useful(message, hanoi("12/8 10:01"))


def test_nobody_is_reminded_by_hand_before_the_issue():
    draft = rounds.drafted(*UNITS)

    with pytest.raises(ConsultationRefused, match="Chỉ nhắc được khi đợt lấy ý kiến đang mở"):
        reminders.remind_now(draft, [], order="a", by=rounds.person("officer"), at=AT)


def written(called):
    tick("03/8 08:00")
    unit = rounds.consultee(called, "Lục Ngạn")
    return unit, Message.objects.get(kind="reminder", topic_id=unit.pk)


def test_a_reminder_is_useful_until_the_deadline(called):
    _unit, message = written(called)

    moments = ("03/8 08:00", "08/8 23:59", "09/8 00:00")
    assert [reminders.still_useful(message, hanoi(moment)) for moment in moments] == [
        True,
        True,
        False,
    ]


def test_a_reminder_is_useless_once_the_unit_has_answered(called):
    unit, message = written(called)
    rounds.answer(unit, at=hanoi("03/8 08:01"))

    assert not reminders.still_useful(message, hanoi("03/8 08:02"))


def test_a_reminder_that_was_held_up_until_the_next_one_is_useless(called):
    unit, held_up = written(called)
    tick("05/8 08:00")
    newer = Message.objects.filter(kind="reminder", topic_id=unit.pk).latest("pk")

    now = hanoi("05/8 09:00")
    assert [reminders.still_useful(message, now) for message in (held_up, newer)] == [False, True]


def test_a_reminder_that_names_an_old_deadline_is_useless(called):
    _unit, message = written(called)
    terms.extend(
        called,
        deadline=Deadline.before(dt.date(2021, 8, 12)),
        reason="Cần thêm thời gian.",
        by=rounds.person("officer"),
        at=hanoi("03/8 08:05"),
    )

    assert not reminders.still_useful(message, hanoi("03/8 08:06"))


def test_news_of_an_extension_is_useless_after_the_next_one_and_after_the_deadline(called):
    def extended(day, at):
        term = terms.extend(
            called,
            deadline=Deadline.before(dt.date(2021, 8, day)),
            reason="Cần thêm thời gian.",
            by=rounds.person("officer"),
            at=hanoi(at),
        )
        unit = rounds.consultee(called, "Lục Ngạn")
        return Message.objects.get(kind="extension", topic_id=unit.pk, created_at=term.set_at)

    first = extended(12, "03/8 08:05")
    assert checks.still_useful(first, hanoi("03/8 08:06"))
    second = extended(13, "03/8 08:10")

    assert not checks.still_useful(first, hanoi("03/8 08:11"))
    assert [checks.still_useful(second, hanoi(at)) for at in ("12/8 23:59", "13/8 00:00")] == [
        True,
        False,
    ]


steps = st.lists(
    st.tuples(
        st.integers(0, 15 * 24).map(lambda hours: AT + dt.timedelta(hours=hours)),
        st.sampled_from(["tick", "tick", "answer", "draft", "extend"]),
    ),
    max_size=12,
)


def test_whatever_happens_each_stage_is_written_once_and_none_after_the_deadline():
    called = rounds.called(rounds.drafted("Lục Ngạn"))

    @settings(max_examples=25, deadline=None)
    @given(steps=steps)
    def holds(steps):
        with transaction.atomic():
            for at, step in sorted(steps):
                happen(step, rounds.consultee(called, "Lục Ngạn"), at)
            seen = list(Message.objects.filter(kind="reminder").values_list("key", "created_at"))
            transaction.set_rollback(True)

        assert len({key for key, _at in seen}) == len(seen)
        assert all(at < instant_in(key) for key, at in seen)

    holds()


def instant_in(key):
    """The deadline that a reminder's key names."""
    return dt.datetime.strptime(key.split(":")[3], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def happen(step, unit, at):
    match step:
        case "answer":
            rounds.answer(unit, at=at)
        case "draft":
            rounds.draft(unit, (AGREE, ""), at=at)
        case "extend":
            later = unit.term.deadline_date + dt.timedelta(days=2)
            if Deadline.before(later).accepts(at):
                extend_until(later, unit, at)
        case _:
            tick(at)


def extend_until(day, unit, at):
    by, deadline = rounds.person("officer"), Deadline.before(day)
    terms.extend(unit.round, consultee=unit, deadline=deadline, reason="Xin thêm.", by=by, at=at)
