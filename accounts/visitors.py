"""Where a visitor comes from, for the lock after failed sign-ins."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str | None:
    """Return the visitor's address; behind the trusted proxy the one that the proxy has seen.

    Of X-Forwarded-For only the last entry is the proxy's, what stands before it anybody can write.
    Without this all visitors would share the proxy's address, and a stranger could lock out a unit.
    """
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if settings.SECURE_PROXY_SSL_HEADER and _is_address(seen):
        return seen
    return request.META.get("REMOTE_ADDR") or None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
