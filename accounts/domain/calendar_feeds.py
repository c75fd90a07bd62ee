"""Secret addresses of personal calendars: given, replaced, revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.digests import digest
from accounts.domain.audit import record
from accounts.models import CalendarFeed, User

SECRET_BYTES = 32


@transaction.atomic
def open_feed(user: User, *, at: datetime) -> str:
    """Give the user a new secret and return it, this once; the one before is void from now on."""
    User.objects.select_for_update().get(pk=user.pk)
    _revoke(user, at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed.objects.create(user=user, digest=digest(secret), created_at=at)
    record(by=user, action="calendarfeed.opened", on=feed, at=at)
    return secret


@transaction.atomic
def revoke_feed(user: User, *, at: datetime) -> None:
    """Make the user's address void; without one nothing happens."""
    feed = CalendarFeed.objects.filter(user=user, revoked_at=None).first()
    if feed and _revoke(user, at):
        record(by=user, action="calendarfeed.revoked", on=feed, at=at)


def owner_of(secret: str) -> User | None:
    """Return whose agenda the secret opens; None for a void one, and for a closed account."""
    feeds = CalendarFeed.objects.select_related("user").filter(
        digest=digest(secret), revoked_at=None, user__is_active=True
    )
    feed = feeds.first()
    return feed.user if feed else None


def has_feed(user: User) -> bool:
    """Say whether the user has an address now."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).exists()


def _revoke(user: User, at: datetime) -> int:
    return CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
