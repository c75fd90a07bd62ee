"""Questions to the broker; each fails within seconds."""

from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from coop_portal.celery import app

NOT_ANSWERING = (OperationalError, RedisError, OSError)


def answers() -> bool:
    """Tell whether the broker is there: a channel opens only where one answers."""
    try:
        with _connection() as connection:
            return connection.default_channel is not None
    except NOT_ANSWERING:
        return False


def memory_policy() -> str | None:
    """Return what the broker does when its memory is full; None if it does not answer."""
    try:
        with _connection() as connection:
            client = connection.default_channel.client
            return client.config_get("maxmemory-policy")["maxmemory-policy"]
    except NOT_ANSWERING:
        return None


def _connection() -> Connection:
    return app.connection_for_write(settings.CELERY_BROKER_URL)
