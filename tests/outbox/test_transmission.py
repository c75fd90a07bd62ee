import socket
import socketserver
import threading

import pytest
from django.core.mail import EmailMessage, get_connection

from outbox.domain.transmission import Answer, transmit
from outbox.enums import Outcome
from tests.outbox.smtp_server import ACCEPTED, HANG_UP, SILENCE


@pytest.fixture
def mail():
    return EmailMessage("Nhắc", "Kính gửi", "so@bacgiang.example", ["UBND <a@lucngan.example>"])


def test_an_accepted_mail_has_one_recipient_and_the_servers_words(mail, smtp, smtp_server):
    assert transmit(mail, smtp) == Answer(Outcome.ACCEPTED, ACCEPTED)
    [received] = smtp_server.received
    assert received.recipients == ["a@lucngan.example"]
    assert received.mail["Subject"] == "Nhắc"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("550 5.1.1 No such user", Outcome.REFUSED),
        ("552 5.3.4 Too big", Outcome.REFUSED),
        ("554 5.7.1 Rejected as spam", Outcome.REFUSED),
        ("530 5.7.0 Authentication required", Outcome.DEFERRED),
        ("421 4.3.2 Closing", Outcome.DEFERRED),
        ("450 4.2.1 Try again", Outcome.DEFERRED),
        ("451 4.3.0 Local error", Outcome.DEFERRED),
        ("452 4.2.2 Mailbox full", Outcome.DEFERRED),
    ],
)
@pytest.mark.parametrize("stage", ["rcpt_replies", "replies"])
def test_a_refusal_counts_by_its_class(mail, smtp, smtp_server, stage, reply, outcome):
    getattr(smtp_server, stage).append(reply)
    assert transmit(mail, smtp) == Answer(outcome, reply)


@pytest.mark.parametrize("end", [SILENCE, HANG_UP])
def test_an_answer_lost_after_the_text_is_unclear(mail, smtp, smtp_server, end):
    smtp_server.replies.append(end)
    assert transmit(mail, smtp).outcome is Outcome.UNCLEAR
    assert len(smtp_server.received) == 1


def test_a_connection_can_be_used_again_after_any_answer(mail, smtp, smtp_server):
    smtp_server.replies += ["550 no", HANG_UP, "451 later"]
    outcomes = []
    for _ in range(4):
        outcomes.append(transmit(mail, smtp).outcome)
        smtp.close()
    assert outcomes == [Outcome.REFUSED, Outcome.UNCLEAR, Outcome.DEFERRED, Outcome.ACCEPTED]


def test_a_line_lost_before_the_text_costs_nothing(mail, smtp, smtp_server):
    smtp_server.rcpt_replies.append(HANG_UP)
    assert transmit(mail, smtp).outcome is Outcome.DEFERRED
    assert smtp_server.received == []


def test_a_server_that_is_not_there_is_tried_later(mail):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    connection = get_connection("outbox.smtp.Backend", host="127.0.0.1", port=port)
    assert transmit(mail, connection).outcome is Outcome.DEFERRED


@pytest.mark.parametrize("greeting", [b"554 No mail service here\r\n", b"421 Busy\r\n", b""])
def test_trouble_before_the_mail_is_not_the_mails(mail, greeting):
    class Greeter(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(greeting)

    with socketserver.TCPServer(("127.0.0.1", 0), Greeter) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        host, port = server.server_address
        connection = get_connection("outbox.smtp.Backend", host=host, port=port, timeout=2)
        outcome = transmit(mail, connection).outcome
        server.shutdown()
    assert outcome is Outcome.DEFERRED


def test_a_wrong_password_is_not_the_mails_fault(mail, smtp_server):
    connection = get_connection(
        "outbox.smtp.Backend",
        host=smtp_server.hostname,
        port=smtp_server.port,
        username="so",
        password="sai",
    )
    assert transmit(mail, connection).outcome is Outcome.DEFERRED
    connection.close()
    assert smtp_server.received == []
