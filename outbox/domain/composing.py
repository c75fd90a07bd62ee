"""A message row becomes an e-mail: the same row gives the same Message-ID and Date each time."""

from email.header import Header
from email.headerregistry import Address
from email.message import Message as MimeMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.utils.timezone import localtime

from outbox import checks
from outbox.models import Attachment, Message


class AttachmentChanged(Exception):
    """The stored file is not the one that was to leave (tệp kèm thư đã bị thay đổi)."""


class Mail(EmailMultiAlternatives):
    """An e-mail whose subject begins on the line of its name.

    Django encodes the first word for a whole line; no room is left beside «Subject:», and strict
    readers then see a subject that begins with a blank.
    """

    def message(self, **options: Any) -> Any:
        """Fold the subject with its name counted in."""
        built = super().message(**options)
        del built["Subject"]
        MimeMessage.__setitem__(
            built, "Subject", Header(str(self.subject), "utf-8", header_name="Subject")
        )
        return built


def compose(message: Message) -> EmailMultiAlternatives:
    """Build the e-mail to the one recipient; raises AttachmentChanged or OSError."""
    mail = Mail(
        subject=message.subject,
        body=checks.leaving_text(message),
        to=[str(Address(message.to_name, addr_spec=message.to_address))],
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(localtime(message.created_at)),
            # Out-of-office programs do not answer what says so (RFC 3834, section 5).
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for attachment in message.attachments.order_by("pk"):
        mail.attach(attachment.name, _content(attachment), attachment.media_type)
    return mail


def _content(attachment: Attachment) -> bytes:
    with default_storage.open(attachment.path) as file:
        content: bytes = file.read()
    if sha256(content).hexdigest() != attachment.sha256:
        raise AttachmentChanged(attachment.path)
    return content
