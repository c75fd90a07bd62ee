"""Sending notifications: claim, commit, post, mark; with the outbox's waits and its giving up."""

import hmac
import logging
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from consultations.domain.posting import Answer, post
from consultations.domain.webhooks import secret_of
from consultations.models import Notification
from outbox import leases
from outbox.enums import MessageState, Outcome
from outbox.rules import verdict

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)  # longer than a post may last


def due(wall: datetime) -> QuerySet[Notification]:
    """Return what waits and may be tried, and what a sender left behind; oldest first."""
    return leases.due(Notification.objects.all(), wall).order_by("pk")


def claim(pk: int, *, wall: datetime) -> Notification | None:
    """Take it for this process; None if it is not to be had. Committed before the post begins."""
    rows = Notification.objects.select_related("subscription")
    return leases.claim(rows, pk, wall=wall, lease=LEASE)


def deliver(notification: Notification, *, at: datetime, wall: datetime) -> MessageState:
    """Send a claimed one and write down what came of it; return its state."""
    try:
        answer = _attempt(notification, wall)
    except Exception as error:
        # One that our own code stumbles over must not stop the others; it is tried again.
        logger.exception("Notification %s broke while being sent", notification.pk)
        answer = Answer(Outcome.DEFERRED, repr(error))
    return _settle(notification, answer, at=at, wall=wall)


def signature(secret: str, timestamp: int, body: str) -> str:
    """Return the header with which the other side proves the message: HMAC of «time.body»."""
    signed = f"{timestamp}.{body}".encode()
    return f"sha256={hmac.new(secret.encode(), signed, sha256).hexdigest()}"


def _attempt(notification: Notification, wall: datetime) -> Answer:
    subscription = notification.subscription
    secret = secret_of(subscription)
    if subscription.revoked_at:
        return Answer(Outcome.NOT_NEEDED, "")
    if secret is None:
        return Answer(Outcome.REFUSED, "the portal's secret key has changed; subscribe anew")
    timestamp = int(wall.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "hop-tac-dia-phuong-webhook/1",
        "X-Event": notification.event,
        "X-Event-Id": str(notification.event_id),
        "X-Timestamp": str(timestamp),
        "X-Signature": signature(secret, timestamp, notification.body),
    }
    return post(subscription.url, notification.body.encode(), headers)


@transaction.atomic
def _settle(
    notification: Notification, answer: Answer, *, at: datetime, wall: datetime
) -> MessageState:
    judged = verdict(answer.outcome, attempts=notification.attempts, faults=0)
    settled = leases.held(Notification.objects.all(), notification).update(
        state=judged.state,
        lease_until=None,
        next_try_at=judged.delay and wall + judged.delay,
        settled_at=None if judged.state is MessageState.PENDING else at,
        reply=answer.reply[:300],
    )
    if settled and judged.state is MessageState.FAILED:
        record(by=SYSTEM, action="notification.failed", on=notification, at=at)
    return judged.state
