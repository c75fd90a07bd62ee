"""A mail server on loopback that keeps what it is given as files and sends nothing on."""

import asyncio
import socket
from collections.abc import Container, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 OK"
REFUSED = "550 5.1.1 No such mailbox"


class RefusedAddresses(Container[str]):
    """The addresses listed in a file, one a line, read anew each time: a story may change them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, address: object) -> bool:
        return self._path.exists() and address in self._path.read_text("utf-8").split()


class Sink:
    """Writes each mail to `<folder>/<number>.eml`; refuses some recipients for good."""

    def __init__(self, folder: Path, refused: Container[str]) -> None:
        self._folder = folder
        self._refused = refused
        self._count = len(list(folder.glob("*.eml")))

    async def handle_RCPT(  # noqa: N802 -- the name is aiosmtpd's
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Answer one recipient."""
        if address in self._refused:
            return f"{REFUSED}: {address}"
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(  # noqa: N802 -- the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one mail."""
        self._count += 1
        path = self._folder / f"{self._count:05d}.eml"
        path.write_bytes(envelope.original_content or b"")
        return ACCEPTED


@contextmanager
def mail_sink(folder: Path, refused: Container[str] = ()) -> Iterator[int]:
    """Run a mail server until the block ends; give its port on 127.0.0.1."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = _Server(Sink(folder, refused))
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


class _Server(Controller):
    """Listens on a port that the kernel chose; aiosmtpd itself wants to be told a free one."""

    def __init__(self, sink: Sink) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(sink, hostname="127.0.0.1", port=self._socket.getsockname()[1])

    def _create_server(self) -> Coroutine[Any, Any, asyncio.Server]:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)
