"""Doorways for Celery."""

from celery import shared_task

from consultations.domain import bulk, notifying
from consultations.domain.catch_up import catch_up
from deadlines import clock
from outbox.tasks import TURN, ring


@shared_task(name="consultations.tick")
def tick() -> None:
    """Do what is due in consultations now, and ring for the mail that this wrote."""
    catch_up(clock.now())
    ring()
    ring("consultations.notify")


@shared_task(name="consultations.notify")
def notify() -> None:
    """Tell other systems what waits to be told, oldest first."""
    began = clock.wall()
    for pk in notifying.due(began).values_list("pk", flat=True):
        if clock.wall() > began + TURN:
            ring("consultations.notify")
            return
        if notification := notifying.claim(pk, wall=clock.wall()):
            notifying.deliver(notification, at=clock.now(), wall=clock.wall())


@shared_task(name="consultations.bulk")
def act_on_many() -> None:
    """Go on with the acts on many units that nobody works at, oldest first."""
    began = clock.wall()
    for run_id in bulk.due(began).values_list("pk", flat=True):
        while run := bulk.claim(run_id, wall=clock.wall()):
            bulk.go_on(run, at=clock.now())
            if clock.wall() > began + TURN:
                ring("consultations.bulk")
                return
    ring()
