"""Questions to the broker; each fails within seconds."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from coop_portal.celery import app

NOT_ANSWERING = (OperationalError, RedisError, OSError)


def answers() -> bool:
    """Tell whether the broker is there."""
    try:
        with _client() as client:
            return bool(client.ping())
    except NOT_ANSWERING:
        return False


def memory_policy() -> str | None:
    """Return what the broker does when its memory is full; None if it does not answer."""
    try:
        with _client() as client:
            return client.config_get("maxmemory-policy")["maxmemory-policy"]
    except NOT_ANSWERING:
        return None


@contextmanager
def _client() -> Iterator[Redis]:
    with app.connection_for_write(settings.CELERY_BROKER_URL) as connection:
        yield connection.default_channel.client
