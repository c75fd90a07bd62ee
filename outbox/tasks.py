"""Doorways to the sender. The broker is a doorbell that may be lost: the rows know what is due."""

import logging
from contextlib import closing
from datetime import timedelta

from celery import current_app, shared_task
from django.conf import settings
from django.core.mail import get_connection
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as BrokerGone
from redis.exceptions import TimeoutError as BrokerSilent

from deadlines import clock
from deadlines.domain.calendar import working_calendar
from outbox.domain import digest, sending

logger = logging.getLogger(__name__)


# How long mail may keep a worker's slot before PDFs and other work get their turn.
TURN = timedelta(seconds=5)


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Send what is due, oldest first; beat calls it at fixed intervals, two beats do no harm.

    The messages are not queued one by one: a queue that grows faster than it is worked off would
    in the end hold only messages that are no longer due, and nothing else would get through.
    """
    began = clock.wall()
    for message_id in sending.due(began).values_list("pk", flat=True):
        if clock.wall() > began + TURN:
            ring()
            return
        send(message_id)


@shared_task(name="outbox.send")
def send(message_id: int) -> None:
    """Send one message, unless it is sent, settled or in another worker's hands."""
    message = sending.claim(message_id, wall=clock.wall(), lease=settings.OUTBOX_LEASE)
    if message is None:
        return
    with closing(get_connection()) as connection:
        sending.deliver(message, at=clock.now(), wall=clock.wall(), connection=connection)


@shared_task(name="outbox.tell_due")
def tell_due() -> None:
    """Write the day's digests, and ring for the mail that this wrote."""
    if digest.tell_due(clock.now(), working_calendar()):
        ring()


def ring(task: str = "outbox.sweep") -> None:
    """Ask now for a sweep, or for another of the tasks that beat rings for.

    Without a broker it comes with beat's next ring, a minute late, and nothing is lost.
    """
    try:
        current_app.signature(task).apply_async(
            expires=settings.BEAT_SECONDS, retry=False, ignore_result=True
        )
    except (OperationalError, BrokerGone, BrokerSilent) as error:
        logger.warning("%s could not be rung for, beat will do it: %s", task, error)
