"""One e-mail over one SMTP connection, and what the server's answer means."""

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from outbox.enums import Outcome
from outbox.smtp import AnswerLost

AUTHENTICATION_REQUIRED = 530


@dataclass(frozen=True)
class Answer:
    """How an attempt ended, and the server's words."""

    outcome: Outcome
    reply: str = ""


def transmit(mail: EmailMessage, connection: BaseEmailBackend) -> Answer:
    """Send `mail`, opening the connection where it is closed. It stays open: closing takes time,
    and the row has to be marked first."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        # Whatever is wrong before MAIL FROM concerns the server or our password, not this message.
        return Answer(Outcome.DEFERRED, str(error))
    try:
        connection.send_messages([mail])
    except AnswerLost as error:
        return Answer(Outcome.UNCLEAR, str(error))
    except smtplib.SMTPRecipientsRefused as error:
        [(code, reply)] = error.recipients.values()
        return _from_code(code, reply)
    except smtplib.SMTPResponseException as error:
        return _from_code(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        return Answer(Outcome.DEFERRED, str(error))
    return Answer(Outcome.ACCEPTED, getattr(connection, "answer", ""))


def _from_code(code: int, reply: bytes | str) -> Answer:
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    permanent = 500 <= code < 600 and code != AUTHENTICATION_REQUIRED
    return Answer(Outcome.REFUSED if permanent else Outcome.DEFERRED, f"{code} {words}")
