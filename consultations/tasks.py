"""Doorways for Celery."""

from celery import shared_task

from consultations.domain.catch_up import catch_up
from deadlines import clock
from outbox.tasks import ring


@shared_task(name="consultations.tick")
def tick() -> None:
    """Do what is due in consultations now, and ring for the mail that this wrote."""
    catch_up(clock.now())
    ring()
