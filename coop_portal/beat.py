"""Beat's scheduler."""

import logging
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from django.db import DatabaseError, close_old_connections

from coop_portal import heartbeats
from coop_portal.tasks import HEARTBEAT
from deadlines import clock

logger = logging.getLogger(__name__)


class RecordingScheduler(Scheduler):
    """Rings at fixed intervals and notes its own sign of life.

    It keeps no file: each task looks for itself at what is due, so a ring lost while beat was down
    is made up for by the next one.
    """

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Ring for one entry; a database that is away must not end beat."""
        super().apply_entry(entry, producer)
        if entry.task == HEARTBEAT:
            self._note()

    def _note(self) -> None:
        close_old_connections()
        try:
            heartbeats.note(heartbeats.BEAT, at=clock.wall())
        except DatabaseError as error:
            logger.warning("Beat could not note its sign of life: %s", error)
