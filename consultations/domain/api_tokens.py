"""Keys of other systems: made, revoked, and asked at the door (khóa truy cập)."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.digests import digest
from accounts.domain.audit import record
from accounts.models import User
from consultations.enums import Scope
from consultations.errors import ConsultationRefused, KeyRefused
from consultations.models import ApiToken
from vietnamese.text import clean_line

PREFIX = "hop_tac_"  # scanners of code for secrets find it by this
REQUESTS_A_MINUTE = 120


@transaction.atomic
def create(
    *, name: str, scopes: Sequence[Scope], expires_at: datetime | None, by: User, at: datetime
) -> tuple[ApiToken, str]:
    """Make a key and return it with its secret, this once.

    ConsultationRefused for one that would have expired already.
    """
    if expires_at and expires_at <= at:
        raise ConsultationRefused(_("Ngày hết hiệu lực phải sau hôm nay."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=clean_line(name),
        digest=digest(secret),
        scopes=sorted(scope.value for scope in scopes),
        created_by=by,
        created_at=at,
        expires_at=expires_at,
    )
    record(by=by, action="token.created", on=token, at=at, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke(token: ApiToken, *, by: User, at: datetime) -> None:
    """Make the key void; a second time nothing happens."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record(by=by, action="token.revoked", on=token, at=at)


def admit(secret: str, scope: Scope, *, at: datetime, wall: datetime) -> ApiToken:
    """Return the key that the secret names, having counted the request; raises KeyRefused.

    `wall` is real time: the limit is for the machine, in rehearsal too.
    """
    token = ApiToken.objects.filter(digest=digest(secret), revoked_at=None).first()
    if token is None or (token.expires_at and token.expires_at <= at):
        raise KeyRefused(401, "The bearer token is missing, unknown, revoked or expired.")
    if scope not in token.scopes:
        raise KeyRefused(403, f"The token has no scope «{scope.value}».")
    if not _counted(token, at, wall.replace(second=0, microsecond=0)):
        raise KeyRefused(429, f"More than {REQUESTS_A_MINUTE} requests within a minute.")
    return token


def _counted(token: ApiToken, at: datetime, minute: datetime) -> bool:
    """Count the request; the first of a minute begins anew, whoever of several is the first."""
    row = ApiToken.objects.filter(pk=token.pk)
    begun = row.filter(minute=minute, requests__lt=REQUESTS_A_MINUTE)
    return bool(
        begun.update(requests=F("requests") + 1)
        or row.exclude(minute=minute).update(minute=minute, requests=1, used_at=at)
        or begun.update(requests=F("requests") + 1)
    )
