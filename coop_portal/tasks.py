"""Tasks of the portal as a whole: the worker's sign of life, the rehearsal's clock."""

from datetime import datetime

from celery import shared_task

from coop_portal import advancing, heartbeats
from deadlines import clock

HEARTBEAT = "coop_portal.heartbeat"
ADVANCE = "coop_portal.advance"


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    """Note that a worker took beat's ring."""
    heartbeats.note(heartbeats.WORKER, at=clock.wall())


@shared_task(name=ADVANCE, ignore_result=False)
def advance(to: str) -> None:
    """Move the rehearsal's clock to a moment (ISO 8601) and do what falls due on the way."""
    advancing.advance(datetime.fromisoformat(to))
