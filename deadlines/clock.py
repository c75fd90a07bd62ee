"""The portal's clock, asked by views, tasks and commands only; domain code is told the time."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from deadlines.models import PortalClock
from deadlines.value import day_in_hanoi


def now() -> datetime:
    """Return the portal's time: real in production, where the clock stands in rehearsal."""
    if not settings.PORTAL_REHEARSAL:
        return timezone.now()
    clock = PortalClock.objects.filter(pk=PortalClock.THE_ONE).first()
    start: datetime = settings.REHEARSAL_START
    return clock.stands_at if clock else start


def today() -> date:
    """Return the portal's day in Hanoi."""
    return day_in_hanoi(now())


def wall() -> datetime:
    """Return the real time, for leases and heartbeats: they measure processes, not the office."""
    return timezone.now()
