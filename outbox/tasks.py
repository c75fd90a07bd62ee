"""Doorways to the sender. The broker is a doorbell that may be lost: the rows know what is due."""

import logging
from contextlib import closing

from celery import shared_task
from django.conf import settings
from django.core.mail import get_connection
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as BrokerGone
from redis.exceptions import TimeoutError as BrokerSilent

from deadlines import clock
from outbox.domain import sending

logger = logging.getLogger(__name__)


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Hand every due message to a worker; beat calls it each minute, and two beats do no harm.

    One task per message, so that PDFs and other work get their turn between slow servers. Each is
    worth nothing once the next sweep has repeated it: it expires, and no heap of them can grow.
    """
    for message_id in sending.due(clock.wall()).values_list("pk", flat=True):
        send.apply_async((message_id,), expires=settings.BEAT_SECONDS, retry=False)


@shared_task(name="outbox.send")
def send(message_id: int) -> None:
    """Send one message, unless it is sent, settled or in another worker's hands."""
    message = sending.claim(message_id, wall=clock.wall(), lease=settings.OUTBOX_LEASE)
    if message is None:
        return
    with closing(get_connection()) as connection:
        sending.deliver(message, at=clock.now(), wall=clock.wall(), connection=connection)


def ring() -> None:
    """Ask for a sweep now. Without a broker the mail is late by a minute and nothing is lost."""
    try:
        sweep.apply_async(expires=settings.BEAT_SECONDS, retry=False)
    except (OperationalError, BrokerGone, BrokerSilent) as error:
        logger.warning("No sweep could be rung for, the next one comes by itself: %s", error)
