"""Telling other systems what happened: subscribed, written with the event, given back by hand."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.digests import digest
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import published
from consultations.domain.derived_secrets import derived, recovered
from consultations.enums import Event, NotificationState
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Notification, Round, Subscription, Term
from vietnamese.text import clean_line

SALT = "consultations.webhook"


@transaction.atomic
def subscribe(
    *, name: str, url: str, events: Sequence[Event], by: User, at: datetime
) -> tuple[Subscription, str]:
    """Register an address and return it with its secret, this once.

    ConsultationRefused unless the address is one of https, without a password in it.
    """
    parts = urlsplit(url)
    schemes = {"https", "http"} if settings.WEBHOOKS_TO_OWN_NETWORK else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username:
        raise ConsultationRefused(
            _("Địa chỉ nhận phải bắt đầu bằng https:// và không có mật khẩu.")
        )
    nonce = secrets.token_urlsafe(32)
    secret = derived(SALT, nonce)
    subscription = Subscription.objects.create(
        name=clean_line(name),
        url=url,
        events=sorted(event.value for event in events),
        nonce=nonce,
        digest=digest(secret),
        created_by=by,
        created_at=at,
    )
    record(by=by, action="subscription.created", on=subscription, at=at, url=url)
    return subscription, secret


@transaction.atomic
def revoke(subscription: Subscription, *, by: User, at: datetime) -> None:
    """Tell the system nothing more, not even what waits; a second time nothing happens."""
    if Subscription.objects.filter(pk=subscription.pk, revoked_at=None).update(revoked_at=at):
        subscription.notifications.filter(state=NotificationState.PENDING).update(
            state=NotificationState.STALE, settled_at=at
        )
        record(by=by, action="subscription.revoked", on=subscription, at=at)


def secret_of(subscription: Subscription) -> str | None:
    """Return the secret with which messages are signed; None if the portal's key was lost."""
    return recovered(SALT, subscription.nonce, subscription.digest)


def announce(
    event: Event,
    round_: Round,
    *,
    key: str,
    at: datetime,
    part: Consultee | None = None,
    term: Term | None = None,
) -> None:
    """Write the event for everybody who wants it, in the transaction of the event itself.

    `part` is the unit that it is about, `term` the time limit that was set.
    """
    wanted = [each for each in Subscription.objects.filter(revoked_at=None) if event in each.events]
    document = published.event(event, round_, at, part, term) if wanted else {}
    for subscription in wanted:
        _write(subscription, event, document, key, at)


def announce_issued(at: datetime) -> None:
    """Write «call.issued» where it is missing: who issues letters knows no rounds."""
    for subscription in Subscription.objects.filter(revoked_at=None):
        if Event.CALL_ISSUED not in subscription.events:
            continue
        told = set(
            subscription.notifications.filter(event=Event.CALL_ISSUED).values_list("key", flat=True)
        )
        issued = Round.objects.issued().filter(dispatch__issued_at__gte=subscription.created_at)
        for round_ in issued.with_course():
            key = f"{Event.CALL_ISSUED}:{round_.pk}"
            if key not in told:
                document = published.event(Event.CALL_ISSUED, round_, at)
                _write(subscription, Event.CALL_ISSUED, document, key, at)


@transaction.atomic
def retry(notification: Notification, *, by: User, at: datetime) -> None:
    """Put one that was given up back in the queue; ConsultationRefused for any other."""
    given_up = Notification.objects.filter(
        pk=notification.pk, state=NotificationState.FAILED, subscription__revoked_at=None
    )
    if not given_up.update(
        state=NotificationState.PENDING, attempts=0, next_try_at=None, settled_at=None
    ):
        raise ConsultationRefused(_("Chỉ gửi lại được tin ở trạng thái «Không gửi được»."))
    record(by=by, action="notification.retried", on=notification, at=at)


def _write(
    subscription: Subscription,
    event: Event,
    document: published.Document,
    key: str,
    at: datetime,
) -> None:
    event_id = uuid4()
    Notification.objects.get_or_create(
        subscription=subscription,
        key=key,
        defaults={
            "event": event,
            "event_id": event_id,
            "body": json.dumps({"id": str(event_id)} | document, ensure_ascii=False),
            "created_at": at,
        },
    )
