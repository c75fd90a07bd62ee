"""From a delivery to the mail: after the PDF, once, attached or linked, with what came of it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.mail import get_connection

from dispatches.addressees import Addressee
from dispatches.domain import approval, copy_files, copying, handling, issuing, runs
from dispatches.domain.delivering import send_due_deliveries, still_useful
from dispatches.domain.standing import State, standing
from dispatches.enums import Channel
from dispatches.models import Delivery, LetterCopy, StoredFile
from outbox.domain.sending import claim, deliver
from outbox.models import Attachment, Message
from tests.dispatches.deliveries import (
    ADDRESS,
    HEALTH,
    MINISTRY,
    UNIT,
    again,
    issued_to,
    letter_to,
    one_sent,
    print_enclosed,
    print_it,
    sent,
)
from tests.dispatches.factories import AT, approved, clerk, drafted, issued, leader, officer
from tests.factories import DAY, district
from tests.outbox.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(hours=1)
LEASE = dt.timedelta(minutes=5)


@pytest.fixture
def smtp_server():
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


def post(smtp_server, message):
    """Let the real sender talk to the real server."""
    connection = get_connection(
        "outbox.smtp.Backend", host=smtp_server.hostname, port=smtp_server.port, timeout=2
    )
    try:
        taken = claim(message.pk, wall=LATER, lease=LEASE)
        return deliver(taken, at=LATER, wall=LATER, connection=connection)
    finally:
        connection.close()


def state(delivery):
    found = standing(Delivery.objects.with_course().get(pk=delivery.pk))
    return (found.state, found.since, str(found.words))


# --- what leaves, and when


def test_nothing_leaves_before_the_pdf_and_it_leaves_once_afterwards():
    delivery = one_sent(pdf=False)
    assert (send_due_deliveries(AT), state(delivery)[0]) == (0, State.NO_FILE)

    print_it(delivery.dispatch)

    assert (send_due_deliveries(AT), send_due_deliveries(LATER)) == (1, 0)
    message = Message.objects.get()
    delivery.refresh_from_db()
    assert (message.kind, message.to_name, message.to_address, delivery.message) == (
        "delivery",
        HEALTH,
        ADDRESS,
        message,
    )
    assert [(a.name, a.sha256) for a in message.attachments.all()] == [
        ("01-SNgV-NV.pdf", delivery.dispatch.pdf.sha256)
    ]


def test_when_the_turn_is_over_the_rest_waits_for_the_next():
    sent(issued_to(HEALTH, MINISTRY))
    answers = iter([False, True])

    assert send_due_deliveries(AT, turn_is_over=lambda: next(answers)) == 1
    assert send_due_deliveries(AT) == 1


def test_the_mail_says_what_it_brings_and_where_receipt_is_confirmed():
    delivery = one_sent()
    send_due_deliveries(AT)

    message = Message.objects.get()
    assert message.subject.startswith("Công văn số 01/SNgV-NV: V/v")
    assert f"Kính gửi: {HEALTH}" in message.text
    assert "Sở Ngoại vụ gửi Công văn số 01/SNgV-NV ngày 02/8/2021" in message.text
    assert "Văn bản kèm theo thư này (tệp 01-SNgV-NV.pdf)" in message.text
    assert f"/van-ban/nhan/{delivery.token}/" in message.text


def test_the_mail_of_a_translated_document_is_in_both_languages():
    original = approved(letter=letter_to("GAROK"))
    english = replace(
        letter_to("The Association"), language="en", subject="Request", issuer="The Department"
    )
    translation = drafted(letter=english, translates=original)
    approval.submit(translation, by=officer(), at=AT)
    digest = translation.letter_digest
    approval.approve(translation, digest=digest, by=leader(), at=AT)
    dispatch = issuing.issue(original, number=None, date=DAY, by=clerk(), at=AT)
    print_it(dispatch)
    print_enclosed(dispatch)
    sent(dispatch)

    send_due_deliveries(AT)

    message = Message.objects.get()
    assert message.subject.endswith(" / Official Letter No. 01/SNgV-NV: Request")
    said = "sending you Official Letter No. 01/SNgV-NV of 02/8/2021: Request."
    assert f"The Department (Viet Nam) is {said}" in message.text
    assert "To: The Association\n" in message.text
    assert message.text.count("/van-ban/nhan/") == 2


def test_each_recipient_gets_one_mail_and_paper_and_portal_none():
    district("Lục Ngạn")
    sent(issued_to(HEALTH, MINISTRY))
    one_sent(Channel.PAPER)
    one_sent(Channel.PORTAL, name=UNIT)

    assert send_due_deliveries(AT) == 2
    assert sorted(Message.objects.values_list("to_name", flat=True)) == [MINISTRY, HEALTH]


@pytest.mark.parametrize(("over", "attached"), [(0, 1), (1, 0)])
def test_the_limit_of_what_is_attached_is_exact_at_the_byte(settings, over, attached):
    settings.DELIVERY_ATTACHMENT_LIMIT = 1000
    delivery = one_sent(pdf=False)
    print_it(delivery.dispatch, b"x" * (1000 + over))

    send_due_deliveries(AT)

    message = Message.objects.get()
    assert message.attachments.count() == attached
    assert ("dung lượng" in message.text) is (not attached)
    assert f"/nhan/{delivery.token}/" in message.text


def test_what_is_attached_fits_into_the_mail_servers_usual_limit(settings):
    """Postfix takes 10,240,000 bytes; Base64 makes 78 of 57, and the words come on top."""
    assert settings.DELIVERY_ATTACHMENT_LIMIT * 78 / 57 < 10_240_000 - 100_000


def test_a_copy_leaves_as_the_copy_for_that_recipient():
    dispatch = issued(letter=letter_to("UBND các huyện, thành phố"))
    names = [Addressee(UNIT, "a@unit.example"), Addressee(HEALTH, "b@unit.example")]
    run = runs.start(dispatch, names, by=clerk(), at=AT)
    made = sent(dispatch)
    assert (send_due_deliveries(AT), state(made[0])[0]) == (0, State.NO_FILE)
    for minutes in range(2):
        copying.go_on(copying.claim(run.pk, wall=AT + dt.timedelta(minutes=minutes)), at=AT)

    assert send_due_deliveries(AT) == 2

    for copy in LetterCopy.objects.select_related("file"):
        attachment = Attachment.objects.get(message__delivery__copy=copy)
        file = StoredFile.objects.get(path=attachment.path)
        assert (attachment.sha256, attachment.name) == (copy.sha256, "01-SNgV-NV.pdf")
        assert (file.size, file.sha256) == (len(copy_files.read(copy)), copy.sha256)


def test_a_copy_that_cannot_be_read_stops_its_own_mail_only(caplog):
    dispatch = issued_to("UBND các huyện, thành phố")
    file, names = dispatch.pdf, [Addressee(UNIT), Addressee(HEALTH)]
    run = runs.start(dispatch, names, by=clerk(), at=AT)
    made = {"state": "made", "file": file, "size": file.size}
    run.copies.filter(ordinal=1).update(sha256="0" * 64, **made)
    run.copies.filter(ordinal=2).update(sha256=file.sha256, **made)
    sent(dispatch)

    assert send_due_deliveries(AT) == 1
    assert Message.objects.get().to_name == HEALTH
    assert "file damaged" in caplog.text


# --- what came of it


@pytest.mark.parametrize(
    ("reply", "ended", "said"),
    [
        ("", State.ACCEPTED, ""),
        ("550 5.1.1 No such user", State.REFUSED, "550 5.1.1 No such user"),
        ("451 4.3.0 Try later", State.DEFERRED, "451 4.3.0 Try later"),
    ],
)
def test_what_the_mail_server_says_is_the_state_of_the_delivery(smtp_server, reply, ended, said):
    delivery = one_sent()
    send_due_deliveries(AT)
    if reply:
        smtp_server.rcpt_replies.append(reply)

    post(smtp_server, Message.objects.get())

    since = AT if ended is State.DEFERRED else LATER
    assert state(delivery) == (ended, since, said)


def test_one_mail_has_one_recipient_and_the_file(smtp_server):
    sent(issued_to(HEALTH, MINISTRY))
    send_due_deliveries(AT)

    for message in Message.objects.all():
        post(smtp_server, message)

    assert [received.recipients for received in smtp_server.received] == [[ADDRESS]] * 2
    for received in smtp_server.received:
        [file] = received.mail.iter_attachments()
        assert (file.get_filename(), file.get_content()) == ("01-SNgV-NV.pdf", b"%PDF-1.7 letter")


def test_sent_again_before_it_left_only_the_new_mail_leaves(smtp_server):
    former = one_sent()
    send_due_deliveries(AT)
    new = again(former, address="moi@syt.example", at=LATER)
    send_due_deliveries(LATER)

    assert [post(smtp_server, m) for m in Message.objects.order_by("pk")] == ["stale", "sent"]
    assert [received.recipients for received in smtp_server.received] == [["moi@syt.example"]]
    assert (state(former), state(new)[0]) == (
        (State.REPLACED, LATER, "Sai địa chỉ"),
        State.ACCEPTED,
    )


def test_sent_again_before_the_mail_was_written_writes_one():
    again(one_sent(pdf=False))
    print_it(Delivery.objects.first().dispatch)

    assert send_due_deliveries(AT) == 1
    assert Message.objects.get().delivery.attempt == 2


def test_a_cancelled_document_leaves_no_more():
    waiting, written = one_sent(), one_sent()
    handling.cancel(waiting.dispatch, reason="Nhầm", by=clerk(), at=AT)
    assert send_due_deliveries(AT) == 1
    message = Message.objects.get()
    assert (message.delivery, still_useful(message, AT)) == (written, True)

    handling.cancel(written.dispatch, reason="Nhầm", by=clerk(), at=AT)

    assert not still_useful(message, AT)
    assert state(waiting)[0] == state(written)[0] == State.CANCELLED
