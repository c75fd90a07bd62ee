"""SMTP as Django speaks it, which also keeps the last answer and knows when one was lost."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class AnswerLost(Exception):
    """The text left, the answer did not come: the server may or may not have taken it."""


class _WatchedData(smtplib.SMTP):
    """A session that tells a line lost while the text travels from any other lost line."""

    answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        try:
            code, reply = super().data(msg)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self.close()
            raise AnswerLost(str(error)) from error
        self.answer = f"{code} {reply.decode(errors='replace')}"
        return code, reply


class _WatchedDataSSL(_WatchedData, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class Backend(EmailBackend):
    """Django's SMTP backend with watched sessions (EMAIL_BACKEND of the portal)."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedDataSSL if self.use_ssl else _WatchedData

    @property
    def answer(self) -> str:
        """The server's words on taking the last message: «250 2.0.0 Ok: queued as 4Bx…»."""
        return self.connection.answer if isinstance(self.connection, _WatchedData) else ""
