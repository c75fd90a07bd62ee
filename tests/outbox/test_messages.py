import threading
from functools import partial
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from outbox.domain.messages import AttachedFile, enqueue, is_usable, retry
from outbox.enums import MessageState
from outbox.errors import RetryRefused
from outbox.models import Message
from tests.outbox.conftest import AT
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_message_starts_pending_and_due_at_once(new_message, settings):
    settings.SITE_URL = "https://hoptac.bacgiang.example"
    message = new_message(key="call:7")
    assert (message.state, message.next_try_at, message.attempts) == ("pending", None, 0)
    local = sha256(b"call:7").hexdigest()[:32]
    assert message.message_id == f"<{local}@hoptac.bacgiang.example>"
    assert message.created_at == AT
    assert message.folded.startswith("ubnd huyen luc ngan don-vi-1@lucngan.example nhac")


def test_enqueue_writes_who_did_it(new_message):
    message = new_message()
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_name, event.at) == ("message.queued", "Hệ thống", AT)
    assert (event.object_type, event.object_id) == ("outbox.message", str(message.pk))
    assert event.data == {"to": "don-vi-1@lucngan.example"}


def test_the_same_key_gives_the_first_message_and_no_second_audit_row(new_message):
    first = new_message(key="call:7", subject="Công văn 214/SNgV-NV")
    second = new_message(key="call:7", subject="Khác hẳn")
    assert second == first
    assert second.subject == "Công văn 214/SNgV-NV"
    assert Message.objects.count() == 1
    assert actions() == ["message.queued"]


def test_attachments_are_written_once(new_message):
    file = AttachedFile("214_SNgV-NV.pdf", "application/pdf", "files/ab", "0" * 64)
    new_message(key="call:7", attachments=[file])
    message = new_message(key="call:7", attachments=[file])
    [attachment] = message.attachments.all()
    assert (attachment.name, attachment.media_type) == ("214_SNgV-NV.pdf", "application/pdf")
    assert (attachment.path, attachment.sha256) == ("files/ab", "0" * 64)


def test_a_message_goes_with_its_transaction(new_message):
    with transaction.atomic():
        new_message()
        transaction.set_rollback(True)
    assert (Message.objects.count(), actions()) == (0, [])


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\x0b", "\u2028", "\x85"])
def test_line_breaks_leave_the_header_lines(new_message, line_break):
    message = new_message(
        subject=f"Đề án{line_break}Bcc: x@example.com", to_name=f"Sở{line_break}Ngoại vụ"
    )
    assert (message.subject, message.to_name) == ("Đề án Bcc: x@example.com", "Sở Ngoại vụ")


def test_a_long_subject_is_cut_with_a_sign(new_message):
    message = new_message(subject="á" * 400)
    assert message.subject == "á" * 299 + "…"


def test_text_is_stored_composed_and_without_nul(new_message):
    message = new_message(text="Ho\u0300a\x00\r\ndòng hai", html="<p>\x00Hòa</p>")
    assert (message.text, message.html) == ("Hòa\ndòng hai", "<p>Hòa</p>")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lucngan",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "Sở <a@b.example>",
    ],
)
def test_an_address_that_is_none_is_refused(new_message, address):
    assert not is_usable(address)
    with pytest.raises(ValidationError):
        new_message(to_address=address)
    assert (Message.objects.count(), actions()) == (0, [])


def test_a_plain_address_is_usable():
    assert is_usable("vanthu@lucngan.example")


def make_failed(message, **fields):
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED, failed_at=AT, attempts=1, faults=1, **fields
    )
    message.refresh_from_db()
    return message


def test_retry_starts_a_failed_message_afresh(new_message):
    message = make_failed(new_message(), server_reply="550 no such user")
    retry(message, by=SYSTEM, at=AT)
    assert (message.state, message.attempts, message.faults) == ("pending", 0, 0)
    assert (message.next_try_at, message.failed_at) == (None, None)
    assert actions() == ["message.queued", "message.retried"]
    assert AuditEvent.objects.first().data == {"server_reply": "550 no such user"}


def test_a_second_retry_is_refused(new_message):
    message = make_failed(new_message())
    retry(message, by=SYSTEM, at=AT)
    with pytest.raises(RetryRefused):
        retry(message, by=SYSTEM, at=AT)
    assert actions() == ["message.queued", "message.retried"]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_write_one_message(new_message):
    calls = [partial(new_message, key="call:7") for _ in range(8)]
    assert len({message.pk for message in at_once(*calls)}) == 1
    assert (Message.objects.count(), actions()) == (1, ["message.queued"])


@pytest.mark.django_db(transaction=True)
def test_looking_before_writing_would_not_do(new_message):
    """The control: who only looks first and then writes is refused by the unique key."""
    row = new_message(key="call:6")
    all_have_looked = threading.Barrier(4, timeout=20)

    def look_then_write():
        free = not Message.objects.filter(key="call:7").exists()
        all_have_looked.wait()
        Message.objects.create(
            key="call:7", message_id="<7@x>", topic_id=row.topic_id, created_at=AT
        )
        return free

    results = at_once(*[look_then_write] * 4)
    assert results.count(True) == 1
    assert sum(isinstance(result, IntegrityError) for result in results) == 3


def test_enqueue_needs_an_actor(new_message):
    with pytest.raises(TypeError, match="by"):
        enqueue(key="x")
