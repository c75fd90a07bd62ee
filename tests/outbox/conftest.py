"""A mail server, and messages to send."""

import itertools
from datetime import UTC, datetime

import pytest
from django.core.mail import get_connection

from accounts.actors import SYSTEM
from outbox import checks
from outbox.domain.messages import enqueue
from tests.outbox.smtp_server import SmtpServer

AT = datetime(2021, 8, 3, 1, 0, tzinfo=UTC)
WALL = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def register(monkeypatch):
    """Begin with no kinds of message, whatever the installed apps say about theirs."""
    monkeypatch.setattr(checks, "_kinds", {})
    return checks.register


@pytest.fixture
def smtp_server():
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def smtp(smtp_server):
    connection = get_connection(
        "outbox.smtp.Backend", host=smtp_server.hostname, port=smtp_server.port, timeout=0.5
    )
    yield connection
    connection.close()


@pytest.fixture
def new_message():
    numbers = itertools.count(1)

    def make(**fields):
        number = next(numbers)
        return enqueue(
            **{
                "key": f"reminder:{number}",
                "kind": "reminder",
                "topic": ("consultations.consultee", number),
                "to_name": "UBND huyện Lục Ngạn",
                "to_address": f"don-vi-{number}@lucngan.example",
                "subject": "Nhắc tham gia ý kiến",
                "text": "Kính gửi UBND huyện Lục Ngạn",
                "by": SYSTEM,
                "at": AT,
                **fields,
            }
        )

    return make
