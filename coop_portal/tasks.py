"""The worker's sign of life."""

from celery import shared_task

from coop_portal import heartbeats
from deadlines import clock

HEARTBEAT = "coop_portal.heartbeat"


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    """Note that a worker took beat's ring."""
    heartbeats.note(heartbeats.WORKER, at=clock.wall())
