"""A mail server that does as it is told: accept, refuse, defer, fall silent or hang up."""

import asyncio
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

ACCEPTED = "250 2.0.0 Ok: queued as 4BxYz"
SILENCE = "silence"
HANG_UP = "hang up"


@dataclass(frozen=True)
class Received:
    """An e-mail as it reached the server."""

    recipients: list[str]
    mail: EmailMessage


class SmtpServer(Controller):
    """Listens on a free port; `replies` and `rcpt_replies` are used up first, then all is well."""

    def __init__(self):
        super().__init__(self, hostname="127.0.0.1", port=0)
        self.replies = []
        self.rcpt_replies = []
        self.received = []
        self.takes_seconds = 0.0

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        reply = self.rcpt_replies.pop(0) if self.rcpt_replies else "250 OK"
        if reply == HANG_UP:
            server.transport.abort()
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(Received(envelope.rcpt_tos, mail))
        await asyncio.sleep(self.takes_seconds)
        reply = self.replies.pop(0) if self.replies else ACCEPTED
        if reply == SILENCE:
            await asyncio.Event().wait()
        if reply == HANG_UP:
            server.transport.abort()
        return reply
