"""Doorways to what happens with partners by itself."""

from celery import shared_task

from deadlines import clock
from partners.domain import contact_days


@shared_task(name="partners.count_contacts")
def count_contacts() -> None:
    """Count the activities whose day has come as the last contact."""
    contact_days.catch_up(clock.today())
