"""Secrets that are in no column: made of a row's nonce and the portal's key, known by their hash.

Whoever reads the database alone has none of them, and a worker can still make them when it needs.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.digests import digest


def derived(salt: str, nonce: str) -> str:
    """Return the secret that a new row has."""
    return _derived(salt, nonce, settings.SECRET_KEY)


def recovered(salt: str, nonce: str, known: str) -> str | None:
    """Return the secret whose hash is `known`; None if the key it was made with is gone."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = _derived(salt, nonce, key)
        if digest(secret) == known:
            return secret
    return None


def _derived(salt: str, nonce: str, key: str | bytes) -> str:
    return salted_hmac(salt, nonce, secret=key, algorithm="sha256").hexdigest()
