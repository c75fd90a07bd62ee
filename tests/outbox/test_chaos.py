"""Mail under fire: workers and broker are killed at random moments, and nothing may be lost."""

import random
import threading
import time
from collections import Counter
from functools import partial

import pytest

from outbox.enums import MessageState
from outbox.models import Message
from tests.outbox.machinery import SLOTS, running
from tests.waiting import wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]
KILLS = 5
BROKER_RESTARTS = 2


@pytest.fixture
def received(smtp_server):
    """Count the copies that the server has accepted, by Message-ID."""
    smtp_server.takes_seconds = 0.015
    return lambda: Counter(copy.mail["Message-ID"] for copy in smtp_server.received)


def all_sent():
    return not Message.objects.exclude(state=MessageState.SENT).exists()


def test_kills_and_lost_queues_lose_no_mail(request, capsys, new_message, smtp_server, received):
    mails = request.config.getoption("--chaos-mails")
    seed = random.SystemRandom().randrange(1_000_000)
    dice = random.Random(seed)
    began, patience = time.monotonic(), 60 + mails / 5

    def has_received(mails):
        return len(received()) >= mails

    expected = {new_message(kind="no app knows it").message_id for _ in range(mails)}
    with running(smtp_server) as machinery:
        blows = [machinery.kill_worker] * KILLS + [machinery.restart_broker] * BROKER_RESTARTS
        dice.shuffle(blows)
        moments = sorted(dice.sample(range(1, mails), len(blows)))
        for moment, blow in zip(moments, blows, strict=True):
            wait_until(partial(has_received, moment), seconds=patience, what=f"mail {moment}")
            threading.Event().wait(dice.uniform(0, 0.03))
            blow()
        wait_until(all_sent, seconds=patience, what="all messages marked as sent")
    copies = received()
    lost, extra = len(expected - copies.keys()), copies.total() - len(copies)
    with capsys.disabled():
        print(  # noqa: T201 -- the figures are the point
            f"\nchaos: seed {seed}, {mails} mails, {KILLS} kills of {SLOTS} slots,"
            f" {BROKER_RESTARTS} broker restarts: lost {lost}, extra copies {extra},"
            f" most copies of one {max(copies.values())}, {time.monotonic() - began:.0f} s"
        )
    assert copies.keys() == expected
    assert lost == 0
    assert extra <= KILLS * SLOTS
    assert (
        len({(copy.mail["Message-ID"], copy.mail["Date"]) for copy in smtp_server.received})
        == mails
    )


def test_in_peace_each_mail_leaves_exactly_once(new_message, smtp_server, received):
    expected = Counter(new_message(kind="no app knows it").message_id for _ in range(50))
    with running(smtp_server):
        wait_until(all_sent, seconds=60, what="all messages marked as sent")
    assert received() == expected
