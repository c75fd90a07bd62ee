"""Messages come into being here, and are given back to the sender by hand here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain import audit
from outbox import rules
from outbox.enums import MessageState
from outbox.errors import RetryRefused
from outbox.models import Attachment, Message
from vietnamese.text import clean_line, clean_text, fold


@dataclass(frozen=True)
class AttachedFile:
    """A file of the default storage that leaves with a message (tệp kèm thư)."""

    name: str
    media_type: str
    path: str
    sha256: str


def is_usable(address: str) -> bool:
    """Say whether mail can be addressed to it; line breaks and lists of addresses are refused."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def enqueue(
    *,
    key: str,
    kind: str,
    topic: tuple[str, int],
    to_name: str,
    to_address: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: Sequence[AttachedFile] = (),
    by: Actor,
    at: datetime,
) -> Message:
    """Write one message to one recipient (lập thư), once per key; the mail leaves after the commit.

    The same key again returns the first row. ValidationError if the address is not usable.
    """
    validate_email(to_address)
    subject, to_name = _header(subject, 300), _header(to_name, 200)
    message = Message(
        key=key,
        kind=kind,
        topic_type=topic[0],
        topic_id=topic[1],
        to_name=to_name,
        to_address=to_address,
        subject=subject,
        text=clean_text(text),
        html=clean_text(html),
        folded=fold(f"{to_name} {to_address} {subject}"),
        message_id=_message_id(key),
        created_at=at,
    )
    try:
        _write(message, attachments, by)
    except IntegrityError:  # nearly always it is the first: asked before, it would cost a query
        return Message.objects.get(key=key)
    return message


@transaction.atomic
def _write(message: Message, files: Sequence[AttachedFile], by: Actor) -> None:
    message.save(force_insert=True)
    _attach(message, files)
    audit.record(
        by=by, action="message.queued", on=message, at=message.created_at, to=message.to_address
    )


def _message_id(key: str) -> str:
    return rules.message_id(key, host=urlsplit(settings.SITE_URL).hostname or "")


def retry(message: Message, *, by: Actor, at: datetime) -> None:
    """Put a failed message back in the queue (gửi lại), as if it had never been tried.

    Raises RetryRefused if it is not a failed one, so a second click does nothing.
    """
    with transaction.atomic():
        changed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED).update(
            state=MessageState.PENDING, attempts=0, faults=0, next_try_at=None, failed_at=None
        )
        if not changed:
            raise RetryRefused(_("Chỉ gửi lại được thư đang ở trạng thái «Không gửi được»."))
        audit.record(
            by=by, action="message.retried", on=message, at=at, server_reply=message.server_reply
        )
    message.refresh_from_db()


def _attach(message: Message, files: Sequence[AttachedFile]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=clean_line(file.name),
            media_type=file.media_type,
            path=file.path,
            sha256=file.sha256,
        )
        for file in files
    )


def _header(text: str, limit: int) -> str:
    """Return one line: a title cannot smuggle in a header of its own."""
    line = clean_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
