"""What a page shows before the act travels on in the page itself, sealed for the one who saw it."""

from typing import Any

from django.core import signing

from accounts.models import User

SECONDS = 12 * 60 * 60


def sealed(what: Any, *, purpose: str, person: User) -> str:
    """Return plain data as a text that only this person can bring back, for this purpose."""
    return signing.dumps([person.pk, what], salt=purpose, compress=True)


def unsealed(text: str, *, purpose: str, person: User) -> Any:
    """Return what was sealed; None for another person's, an old one, or one that was changed."""
    try:
        owner, what = signing.loads(text, salt=purpose, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return what if owner == person.pk else None
