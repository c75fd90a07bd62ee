"""Doorways for Celery."""

import logging

from celery import shared_task

from deadlines import clock
from dispatches.domain.printing import build_missing_pdfs

logger = logging.getLogger(__name__)


@shared_task(name="dispatches.build_pdfs")
def build_pdfs() -> None:
    """Make the PDF of every issued letter that has none yet."""
    for dispatch, error in build_missing_pdfs(at=clock.now()):
        logger.error("dispatch %s has no PDF: %s %s", dispatch.pk, error, error.detail)
