"""Doorways for Celery."""

import logging
from datetime import timedelta

from celery import shared_task

from deadlines import clock
from dispatches.domain import copying, delivering, portal_notices
from dispatches.domain.printing import build_missing_pdfs
from outbox.tasks import ring

logger = logging.getLogger(__name__)
# How long copies or deliveries may keep a worker's slot before other work gets its turn.
TURN = timedelta(seconds=10)


@shared_task(name="dispatches.build_pdfs")
def build_pdfs() -> None:
    """Make the PDF of every issued letter that has none yet."""
    for dispatch, error in build_missing_pdfs(at=clock.now()):
        logger.error("dispatch %s has no PDF: %s %s", dispatch.pk, error, error.detail)


@shared_task(name="dispatches.send_deliveries")
def send_deliveries() -> None:
    """Write the mail of every delivery whose document has its file, and tell units of theirs."""
    end = clock.wall() + TURN

    def turn_is_over() -> bool:
        return clock.wall() > end

    now = clock.now()
    written = delivering.send_due_deliveries(now, turn_is_over=turn_is_over)
    if written + portal_notices.write_due_notices(now):
        ring()
    if turn_is_over():
        ring(send_deliveries.name)


@shared_task(name="dispatches.make_copies")
def make_copies() -> None:
    """Go on with the runs that nobody works at, oldest first."""
    began = clock.wall()
    for run_id in copying.due(began).values_list("pk", flat=True):
        while run := copying.claim(run_id, wall=clock.wall()):
            copying.go_on(run, at=clock.now())
            if clock.wall() > began + TURN:
                ring(make_copies.name)
                return
