"""One message to another system's address, and what its answer means.

The address is whatever somebody typed: it is resolved here, refused if it leads into a network of
our own, and the connection goes to the very address that was looked at, so that the name cannot
lead elsewhere a moment later. Redirects are not followed, and little of the answer is read.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from outbox.enums import Outcome
from vietnamese.text import clean_line

TIMEOUT = 10  # seconds, for each step
READ = 300  # bytes of the answer, for the record


@dataclass(frozen=True)
class Answer:
    """How an attempt ended, and the other side's words."""

    outcome: Outcome
    reply: str


class PrivateAddress(Exception):
    """The name leads to an address that is not of the public network."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post the body; 2xx is accepted, 410 refused for good, anything else is tried again."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        connection = _Connection(parts.hostname or "", port, secure=secure)
        try:
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            words = clean_line(answer.read(READ).decode(errors="replace"))
        finally:
            connection.close()
    except PrivateAddress as refusal:
        return Answer(Outcome.REFUSED, str(refusal))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(Outcome.DEFERRED, repr(error))
    return Answer(_meaning(answer.status), f"{answer.status} {words}".strip())


def _meaning(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    return Outcome.REFUSED if status == http.HTTPStatus.GONE else Outcome.DEFERRED


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was looked at; the certificate is the name's."""

    def __init__(self, host: str, port: int, *, secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._secure = secure

    def connect(self) -> None:
        """Look the name up, refuse or connect."""
        self.sock = socket.create_connection((_address(self.host, self.port), self.port), TIMEOUT)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _address(host: str, port: int) -> str:
    """Return an address of the name; PrivateAddress if any of them is not a public one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not settings.WEBHOOKS_TO_OWN_NETWORK and not all(map(is_public, addresses)):
        raise PrivateAddress(f"{host} is not an address of the public network")
    return addresses[0]


def is_public(address: str) -> bool:
    """Say whether an address is one of the public network, also one that hides in IPv6."""
    parsed = ip_address(address.partition("%")[0])
    hidden = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    meant = hidden or parsed
    return bool(meant.is_global and not meant.is_multicast)
