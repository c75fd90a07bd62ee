import json
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from coop_portal import celery_app
from deadlines import clock
from outbox import tasks
from outbox.models import Message

pytestmark = pytest.mark.django_db

RING = """
import json, time
import django
django.setup()

from outbox.tasks import ring
began = time.monotonic()
ring()
ring()
print(json.dumps(time.monotonic() - began))
"""


def test_a_sent_message_carries_portal_time_and_waits_by_real_time(new_message):
    message = new_message()
    tasks.send(message.pk)
    message.refresh_from_db()
    assert (message.state, message.accepted_at) == ("sent", clock.now())
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [message.message_id]


def test_a_second_task_for_the_same_message_does_nothing(new_message):
    message = new_message()
    tasks.send(message.pk)
    tasks.send(message.pk)
    tasks.send(4711)
    message.refresh_from_db()
    assert (len(mail.outbox), message.attempts) == (1, 1)


def test_a_message_that_cannot_leave_waits_and_holds_no_lease(new_message, settings):
    settings.EMAIL_BACKEND = "outbox.smtp.Backend"
    with socket.create_server(("127.0.0.1", 0)) as unused:
        settings.EMAIL_PORT = unused.getsockname()[1]
    message = new_message()
    before = timezone.now()
    tasks.send(message.pk)
    message.refresh_from_db()
    assert (message.state, message.lease_until) == ("pending", None)
    assert before < message.next_try_at - timedelta(seconds=10) < timezone.now()


@pytest.fixture
def rung():
    """Read what was handed to the broker: task, arguments, whether it expires."""
    with celery_app.connection() as connection, connection.SimpleQueue("celery") as queue:
        queue.clear()

        def read():
            tasks = [queue.get_nowait() for _ in range(queue.qsize())]
            return [
                (task.headers["task"], task.payload[0], task.headers["expires"] is not None)
                for task in tasks
            ]

        yield read


def test_a_sweep_sends_what_is_due_and_nothing_else(new_message, rung):
    first, later, second = new_message(), new_message(), new_message()
    Message.objects.filter(pk=later.pk).update(next_try_at=timezone.now() + timedelta(hours=1))
    tasks.sweep()
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [
        first.message_id,
        second.message_id,
    ]
    assert rung() == []


def test_a_sweep_that_has_had_its_turn_rings_for_the_next(new_message, rung, monkeypatch):
    monkeypatch.setattr(tasks, "TURN", timedelta(0))
    new_message()
    tasks.sweep()
    assert (len(mail.outbox), rung()) == (0, [("outbox.sweep", [], True)])


def test_tasks_keep_their_names():
    assert {tasks.sweep.name, tasks.send.name} == {"outbox.sweep", "outbox.send"}


def test_the_lease_is_longer_than_twice_the_time_limit_of_smtp():
    assert timedelta(seconds=2 * settings.EMAIL_TIMEOUT) < settings.OUTBOX_LEASE


def test_ringing_asks_for_one_sweep(rung):
    tasks.ring()
    assert rung() == [("outbox.sweep", [], True)]


@pytest.mark.parametrize("address", ["redis+socket://{folder}/none", "redis://127.0.0.1:{closed}"])
def test_ringing_at_a_dead_broker_takes_less_than_a_second(tmp_path, address):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = unused.getsockname()[1]
    done = subprocess.run(
        [sys.executable, "-c", RING],
        env={
            "DJANGO_SETTINGS_MODULE": "coop_portal.settings",
            "BROKER_URL": address.format(folder=tmp_path, closed=closed),
            "FILES_DIR": str(tmp_path),
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("outbox.sweep could not be rung for")) == (0, 2), (
        done.stderr
    )
    assert json.loads(done.stdout) < 1
