import threading
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail as django_mail
from django.core.mail import get_connection
from django.db import transaction

from accounts.models import AuditEvent
from outbox.domain.sending import claim, deliver, due
from outbox.models import Message
from tests.outbox.conftest import AT, WALL
from tests.outbox.smtp_server import ACCEPTED, HANG_UP, SILENCE
from tests.racing import at_once

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=5)
INSTANT = timedelta(microseconds=1)
LATER = WALL + timedelta(hours=1)

take = partial(claim, lease=LEASE)


def send(message, connection, *, at=AT, wall=WALL):
    return deliver(take(message.pk, wall=wall), at=at, wall=wall, connection=connection)


def last_action():
    return AuditEvent.objects.latest("pk").action


# --- claiming


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({}, True),
        ({"next_try_at": WALL}, True),
        ({"next_try_at": WALL + INSTANT}, False),
        ({"state": "sending", "lease_until": WALL - INSTANT}, True),
        ({"state": "sending", "lease_until": WALL}, False),
        ({"state": "sent", "accepted_at": AT}, False),
        ({"state": "failed", "failed_at": AT}, False),
        ({"state": "stale"}, False),
    ],
)
def test_only_a_due_message_can_be_claimed(new_message, fields, is_due):
    message = new_message()
    Message.objects.filter(pk=message.pk).update(**fields)
    assert list(due(WALL)) == [message] * is_due
    assert (take(message.pk, wall=WALL) == message) is is_due
    message.refresh_from_db()
    assert message.attempts == is_due


def test_a_claim_lasts_as_long_as_its_lease(new_message):
    message = take(new_message().pk, wall=WALL)
    assert (message.state, message.lease_until, message.faults) == ("sending", WALL + LEASE, 0)
    assert take(message.pk, wall=WALL + LEASE) is None
    again = take(message.pk, wall=WALL + LEASE + INSTANT)
    assert (again.attempts, again.faults) == (2, 1)


def test_a_message_that_is_gone_cannot_be_claimed():
    assert take(4711, wall=WALL) is None


def test_fresh_messages_go_before_those_that_are_tried_again(new_message):
    first, second, third = new_message(), new_message(), new_message()
    Message.objects.filter(pk=first.pk).update(next_try_at=WALL - timedelta(seconds=1))
    Message.objects.filter(pk=second.pk).update(next_try_at=WALL - timedelta(seconds=2))
    assert list(due(WALL)) == [third, second, first]


@pytest.mark.django_db(transaction=True)
def test_a_claim_refuses_to_hide_in_a_transaction(new_message):
    message = new_message()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        take(message.pk, wall=WALL)


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_gets_the_message(new_message):
    message = new_message()
    for minute in range(5):
        wall = WALL + minute * 2 * LEASE
        results = at_once(*[partial(take, message.pk, wall=wall)] * 8)
        assert sorted(results, key=bool) == [None] * 7 + [message]


@pytest.mark.django_db(transaction=True)
def test_looking_before_taking_would_give_it_to_all(new_message):
    """The control: the same race is lost when the state is read first and written afterwards."""
    message = new_message()
    all_have_looked = threading.Barrier(4, timeout=20)

    def look_then_take():
        free = due(WALL).filter(pk=message.pk).exists()
        all_have_looked.wait()
        Message.objects.filter(pk=message.pk).update(state="sending", lease_until=WALL + LEASE)
        return free

    assert at_once(*[look_then_take] * 4) == [True] * 4


# --- delivering


def test_an_accepted_message_is_sent(new_message, smtp, smtp_server):
    message = new_message()
    assert send(message, smtp) == "sent"
    message.refresh_from_db()
    assert (message.accepted_at, message.lease_until, message.next_try_at) == (AT, None, None)
    assert (message.server_reply, message.attempts) == (ACCEPTED, 1)
    assert last_action() == "message.accepted"
    [received] = smtp_server.received
    assert received.recipients == [message.to_address]
    assert received.mail["Message-ID"] == message.message_id


def test_a_refused_message_has_failed_with_the_servers_words(new_message, smtp, smtp_server):
    smtp_server.rcpt_replies.append("550 5.1.1 No such user")
    message = new_message()
    assert send(message, smtp) == "failed"
    message.refresh_from_db()
    assert (message.failed_at, message.server_reply) == (AT, "550 5.1.1 No such user")
    assert (message.accepted_at, message.next_try_at) == (None, None)
    assert AuditEvent.objects.latest("pk").data == {"server_reply": "550 5.1.1 No such user"}
    assert last_action() == "message.failed"
    assert not due(LATER).exists()


def test_a_reply_is_kept_as_one_clean_line_of_bounded_length(new_message, smtp, smtp_server):
    smtp_server.rcpt_replies.append("550-No\x00 such\r\n550 " + "x" * 480)
    message = new_message()
    assert send(message, smtp) == "failed"
    message.refresh_from_db()
    assert message.server_reply == "550 No such " + "x" * 480


def test_a_deferred_message_waits_for_its_next_try(new_message, smtp, smtp_server):
    smtp_server.replies += ["451 4.3.0 Local error"] * 2
    message = new_message()
    assert send(message, smtp) == "pending"
    message.refresh_from_db()
    assert (message.next_try_at, message.faults) == (WALL + timedelta(seconds=10), 0)
    assert message.server_reply == "451 4.3.0 Local error"
    assert last_action() == "message.queued"
    assert send(message, smtp, wall=message.next_try_at) == "pending"
    message.refresh_from_db()
    assert message.next_try_at == WALL + timedelta(seconds=30)


@pytest.mark.parametrize("end", [SILENCE, HANG_UP])
def test_after_a_lost_answer_the_copy_bears_the_same_name_and_date(
    new_message, smtp, smtp_server, end
):
    smtp_server.replies.append(end)
    message = new_message()
    assert send(message, smtp) == "pending"
    smtp.close()
    assert send(message, smtp, wall=LATER) == "sent"
    first, second = [received.mail for received in smtp_server.received]
    assert first["Message-ID"] == second["Message-ID"] == message.message_id
    assert first["Date"] == second["Date"] == "Tue, 03 Aug 2021 08:00:00 +0700"


def test_a_server_that_never_answers_gets_no_more_than_eight_copies(new_message, smtp, smtp_server):
    smtp_server.replies += [HANG_UP] * 20
    message = new_message()
    states = []
    for hour in range(8):
        states.append(send(message, smtp, wall=WALL + timedelta(hours=hour)))
        smtp.close()
    assert states == ["pending"] * 7 + ["failed"]
    assert len(smtp_server.received) == 8


def test_one_poisoned_message_does_not_stop_the_others(new_message, smtp, smtp_server):
    poisoned = new_message()
    Message.objects.filter(pk=poisoned.pk).update(subject="Đề án\r\nBcc: x@example.com")
    others = [new_message() for _ in range(3)]
    states = [send(message, smtp) for message in [poisoned, *others]]
    assert states == ["pending", "sent", "sent", "sent"]
    for hour in range(1, 8):
        state = send(poisoned, smtp, wall=WALL + timedelta(hours=hour))
    poisoned.refresh_from_db()
    assert (state, poisoned.attempts, poisoned.faults) == ("failed", 8, 8)
    assert "newlines" in poisoned.server_reply
    assert len(smtp_server.received) == 3


def test_a_message_whose_senders_keep_dying_is_given_up(new_message, smtp, smtp_server):
    message = new_message()
    for hour in range(8):
        assert take(message.pk, wall=WALL + timedelta(hours=hour))
    assert send(message, smtp, wall=WALL + timedelta(hours=8)) == "failed"
    assert smtp_server.received == []


def test_a_mark_with_an_old_lease_changes_nothing(new_message, smtp, smtp_server):
    """A sender that was too slow finds its message in other hands."""
    slow = take(new_message().pk, wall=WALL)
    smtp_server.rcpt_replies.append("550 No such user")
    take(slow.pk, wall=LATER)
    assert deliver(slow, at=AT, wall=WALL, connection=smtp) == "sending"
    current = Message.objects.get(pk=slow.pk)
    assert (current.lease_until, current.failed_at) == (LATER + LEASE, None)
    assert last_action() == "message.queued"


def test_what_is_no_longer_useful_is_not_sent(new_message, smtp, smtp_server, register):
    asked = []
    register("reminder", lambda message, at: asked.append((message.key, at)))
    message = new_message(key="reminder:9")
    assert send(message, smtp) == "stale"
    assert asked == [("reminder:9", AT)]
    assert (smtp_server.received, last_action()) == ([], "message.dropped")


def test_what_is_still_useful_is_sent(new_message, smtp, register):
    register("reminder", lambda _message, _at: True)
    assert send(new_message(), smtp) == "sent"


def test_a_check_that_breaks_sends_nothing_and_is_tried_again(
    new_message, smtp, smtp_server, register
):
    register("reminder", lambda _message, _at: 1 / 0)
    message = new_message()
    assert send(message, smtp) == "pending"
    message.refresh_from_db()
    assert message.server_reply == "ZeroDivisionError('division by zero')"
    assert smtp_server.received == []


def test_any_backend_of_django_will_do(new_message):
    message = new_message()
    assert send(message, get_connection()) == "sent"
    message.refresh_from_db()
    assert (len(django_mail.outbox), message.server_reply) == (1, "")


def test_what_was_written_arrives(new_message, smtp, smtp_server):
    text = "Đề nghị bổ sung Hàn Quốc {{ 1 }} <script>"
    send(new_message(to_name="Ông «Nguyễn»", subject="Lần 2", text=text), smtp)
    [received] = smtp_server.received
    assert received.mail["Subject"] == "Lần 2"
    assert received.mail["To"] == "Ông «Nguyễn» <don-vi-1@lucngan.example>"
    assert received.mail.get_content().strip() == text
