"""One question to a malware scanner (clamd, ClamAV's daemon), by its own protocol.

INSTREAM takes the content itself: the scanner may run elsewhere and needs no look into our files.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 64 * 1024
REPLY_LIMIT = 4096  # bytes; an answer is one short line
END = b"\0"


class ScannerUnavailable(Exception):
    """The scanner gave no answer that says whether the content is clean."""


@dataclass(frozen=True)
class Clamd:
    """A scanner at `unix:///path` or `tcp://host:port`; `seconds` for each step of the talk."""

    address: str
    seconds: float

    def scan(self, content: bytes) -> str:
        """Return the name of the malware that the scanner found, empty for none.

        ScannerUnavailable if it cannot be reached, or answers something else.
        """
        with self._connected() as line:
            line.sendall(b"zINSTREAM" + END)
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            return _verdict(_reply(line))

    def answers(self) -> bool:
        """Whether the scanner is there."""
        try:
            with self._connected() as line:
                line.sendall(b"zPING" + END)
                return _reply(line) == "PONG"
        except ScannerUnavailable:
            return False

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        parts = urlsplit(self.address)
        try:
            with _opened(
                parts.scheme, parts.hostname, parts.port, parts.path, self.seconds
            ) as line:
                yield line
        except OSError as error:
            raise ScannerUnavailable(str(error)) from error


def _opened(
    scheme: str, host: str | None, port: int | None, path: str, seconds: float
) -> socket.socket:
    if scheme == "tcp":
        return socket.create_connection((host or "", port or 0), timeout=seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _reply(line: socket.socket) -> str:
    received = b""
    while END not in received and len(received) < REPLY_LIMIT:
        piece = line.recv(REPLY_LIMIT)
        if not piece:
            break
        received += piece
    said, end, _rest = received.partition(END)
    if not end:
        raise ScannerUnavailable("the answer broke off")
    return said.decode(errors="replace").strip()


def _verdict(reply: str) -> str:
    """«stream: OK», «stream: Win.Test.EICAR FOUND», or a complaint that ends with ERROR."""
    said = reply.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerUnavailable(f"the scanner said: {reply}")
