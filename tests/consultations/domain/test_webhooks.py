"""Other systems are told once, signed, and never through a door into our own network."""

import hmac
import json
import socket
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db import IntegrityError, transaction

from consultations import api_schema, tasks
from consultations.domain import closing, notifying, posting, webhooks
from consultations.domain.catch_up import catch_up
from consultations.enums import Event, NotificationState
from consultations.errors import ConsultationRefused
from consultations.models import Notification, Subscription
from deadlines import clock
from outbox.enums import MessageState, Outcome
from tests.consultations import rounds
from tests.consultations.rounds import AT, BUT, hanoi
from tests.factories import signed_in

LATE = hanoi("10/8 08:00")
OPINION = "Đề nghị giữ kín câu này."
pytestmark = pytest.mark.django_db


@contextmanager
def listener(status=200, words=b"ok"):
    """Another system: what it was sent, and its address."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((dict(self.headers), body))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/khac/")
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_args):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/nhan?x=1", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def subscribed(url="https://truc.example/", *events):
    return webhooks.subscribe(
        name="Trục liên thông",
        url=url,
        events=events or tuple(Event),
        by=rounds.person("administrator"),
        at=AT,
    )


def told():
    return list(Notification.objects.order_by("pk").values_list("event", flat=True))


def the_course():
    """Issue, answer, close."""
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    catch_up(AT)
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (BUT, OPINION))
    closing.close(round_, by=rounds.person("officer"), at=LATE)
    catch_up(LATE)


def one_waiting(url):
    subscription, secret = subscribed(url)
    made = Notification.objects.create(
        subscription=subscription, key="k", event=Event.ROUND_CLOSED, body='{"a": 1}', created_at=AT
    )
    return made, secret


def delivered(notification) -> Notification:
    """Claim and send; a test's transaction is no durable one, so it claims by itself."""
    claimed = notifying.due(clock.wall()).filter(pk=notification.pk).order_by()
    claimed.update(
        state=MessageState.SENDING, lease_until=clock.wall() + notifying.LEASE, attempts=1
    )
    notification = Notification.objects.select_related("subscription").get(pk=notification.pk)
    notifying.deliver(notification, at=AT, wall=clock.wall())
    notification.refresh_from_db()
    return notification


def test_each_event_is_written_once():
    subscribed()
    the_course()

    assert told() == ["call.issued", "response.received", "round.closed"]


def test_only_what_was_asked_for_is_told():
    subscribed("https://truc.example/", Event.ROUND_CLOSED)
    the_course()

    assert told() == ["round.closed"]


def test_an_event_says_which_call_and_which_unit_and_no_opinion():
    subscribed()
    the_course()
    bodies = [json.loads(one.body) for one in Notification.objects.order_by("pk")]

    assert [body["call"]["stage"]["code"] for body in bodies] == ["open", "open", "closed"]
    assert bodies[1]["consultee"]["name"] == "huyện Lục Ngạn"
    assert [set(body) - {"consultee"} for body in bodies] == [{"id", "event", "at", "call"}] * 3
    assert OPINION not in json.dumps(bodies, ensure_ascii=False)


def test_the_description_names_the_headers_that_are_sent():
    with listener() as (url, got):
        waiting, _secret = one_waiting(url)
        delivered(waiting)
    [(headers, _body)] = got
    described = api_schema.schema("https://cong.example")["webhooks"]["round.reopened"]["post"]
    names = {each["name"] for each in described["parameters"]}
    assert names == {name for name in headers if name.startswith("X-")}


def test_an_event_that_did_not_happen_is_not_told():
    subscribed()
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    with pytest.raises(ConsultationRefused):
        closing.close(round_, by=rounds.person("officer"), at=AT)

    assert told() == []


def test_what_is_sent_is_signed():
    with listener() as (url, got):
        waiting, secret = one_waiting(url)
        assert delivered(waiting).state == MessageState.SENT

    [(headers, body)] = got
    signed = f"{headers['X-Timestamp']}.".encode() + body
    expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={expected}"
    assert headers["X-Event-Id"] == str(waiting.event_id)
    assert headers["X-Event"] == "round.closed"
    assert body == b'{"a": 1}'


@pytest.mark.parametrize(
    ("status", "state"),
    [(204, "sent"), (302, "pending"), (404, "pending"), (410, "failed"), (500, "pending")],
)
def test_what_the_answer_means(status, state):
    with listener(status, b"") as (url, got):
        after = delivered(one_waiting(url)[0])

    assert (after.state, len(got)) == (state, 1)
    assert (after.next_try_at is None) == (state != "pending")


def test_little_of_a_long_answer_is_kept():
    with listener(200, b"x" * 100_000) as (url, _got):
        assert len(delivered(one_waiting(url)[0]).reply) == 300


def test_nobody_there_is_tried_again():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    after = delivered(one_waiting(f"http://127.0.0.1:{port}/")[0])

    assert after.state == MessageState.PENDING
    assert "ConnectionRefusedError" in after.reply


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_our_own_network_is_not_asked(settings, host):
    settings.WEBHOOKS_TO_OWN_NETWORK = False

    answer = posting.post(f"https://{host}:9/", b"", {})

    assert answer.outcome is Outcome.REFUSED
    assert "is not an address of the public network" in answer.reply


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("169.254.169.254", False),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert posting.is_public(address) is public


@pytest.mark.parametrize(
    "url", ["http://truc.example/", "ftp://truc.example/", "https://a:b@truc.example/", "https://"]
)
def test_only_https_addresses_are_taken(settings, url):
    settings.WEBHOOKS_TO_OWN_NETWORK = False

    with pytest.raises(ConsultationRefused):
        subscribed(url)


def test_nothing_leaves_after_revoking():
    waiting, _secret = one_waiting("https://truc.example/")
    webhooks.revoke(waiting.subscription, by=rounds.person("administrator"), at=AT)
    the_course()

    assert list(Notification.objects.values_list("state", flat=True)) == ["stale"]


def test_what_was_given_up_is_sent_again_by_hand():
    waiting, _secret = one_waiting("https://truc.example/")
    administrator = signed_in(rounds.person("administrator"))
    page = f"/lay-y-kien/ket-noi/tin/{waiting.pk}/gui-lai/"
    Notification.objects.update(state=MessageState.FAILED, attempts=200, settled_at=AT)

    administrator.post(page)
    administrator.post(page)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("pending", 0)


def test_the_secret_is_kept_nowhere():
    _subscription, secret = subscribed()

    assert secret not in map(str, Subscription.objects.values().get().values())


@pytest.mark.django_db(transaction=True)
def test_the_task_sends_what_waits():
    with listener() as (url, got):
        one_waiting(url)
        tasks.notify()
        tasks.notify()

    assert len(got) == 1
    assert Notification.objects.get().state == MessageState.SENT


def test_the_database_refuses_a_second_telling():
    waiting, _secret = one_waiting("https://truc.example/")
    waiting.pk, waiting.event_id = None, "0" * 32
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save(force_insert=True)


def test_a_notification_stands_as_a_message_does_under_words_of_its_own():
    assert NotificationState.values == MessageState.values
    assert NotificationState.SENT.label == "Hệ thống kia đã nhận"
