"""Passwords: one's own, and one-time ones that an administrator hands over (mật khẩu một lần)."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.models import User

# Without letters and digits that are taken for one another when read out or copied by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


def one_time_password() -> str:
    """Return a fresh password such as «k7mw-p3xd-…»: 79 bits, easy to read out."""
    letters = (secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    text = "".join(letters)
    return "-".join(text[n : n + GROUP_LENGTH] for n in range(0, len(text), GROUP_LENGTH))


@transaction.atomic
def set_password(user: User, *, password: str, by: Actor, at: datetime) -> None:
    """Set the password and so end the user's other sessions.

    One that somebody else set has to be changed at the next sign-in (Decision 742/QĐ-BTTTT, 1.3a).
    """
    user.set_password(password)
    user.must_change_password = by.pk != user.pk
    user.save(update_fields=["password", "must_change_password"])
    record(by=by, action="user.password_set", on=user, at=at, one_time=user.must_change_password)
