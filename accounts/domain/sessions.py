"""Coming and going, for the audit trail."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import User


@transaction.atomic
def signed_in(user: User, *, at: datetime) -> None:
    """Write down that the person came."""
    record(by=user, action="user.signed_in", on=user, at=at)


@transaction.atomic
def signed_out(user: User, *, at: datetime) -> None:
    """Write down that the person went."""
    record(by=user, action="user.signed_out", on=user, at=at)
