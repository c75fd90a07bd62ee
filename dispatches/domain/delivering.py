"""From a delivery to the mail in the outbox, once the document has its file."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from dispatches.domain import abroad, copy_files, enclosing, files
from dispatches.domain.outgoing_file import OutgoingFile, outgoing_file
from dispatches.domain.printing import PDF
from dispatches.errors import FileDamaged
from dispatches.models import Delivery
from outbox.domain.messages import AttachedFile, enqueue
from outbox.models import Message
from vietnamese.dates import short_date

KIND = "delivery"
TOPIC = "dispatches.delivery"
logger = logging.getLogger(__name__)


def send_due_deliveries(at: datetime, *, turn_is_over: Callable[[], bool] = bool) -> int:
    """Write the mails that may leave and are not written, until the turn is over; return how many.

    Level-triggered: it asks what is missing, so it may run at any time and as often as one likes.
    """
    written = 0
    for key in list(Delivery.objects.due().order_by("pk").values_list("pk", flat=True)):
        if turn_is_over():
            break
        written += write_mail(key, at=at) is not None
    return written


def write_mail(key: int, *, at: datetime) -> Message | None:
    """Write the mail of one delivery; None if it is not due, or its file cannot be read."""
    with transaction.atomic():
        # The lock first, the question after it: meanwhile it may have been sent again.
        Delivery.objects.select_for_update().filter(pk=key).first()
        delivery = _due(key)
        if delivery is None:
            return None
        try:
            file = _file_of(delivery, at=at)
        except FileDamaged:
            logger.exception("delivery %s: file damaged", key)
            return None
        if file is None:
            return None
        message = _enqueue(delivery, file, at=at)
        if file.unsigned and file.unsigned.is_fallback:
            why = file.unsigned.value
            record(by=SYSTEM, action="delivery.fell_back", on=delivery, at=at, unsigned=why)
        Delivery.objects.filter(pk=key).update(message=message)
    return message


def still_useful(message: Message, _at: datetime) -> bool:
    """Whether a delivery's mail should still leave: not sent again, and not cancelled."""
    current = Delivery.objects.current().filter(pk=message.topic_id)
    return current.filter(dispatch__cancellation__isnull=True).exists()


def shown(message: Message) -> str:
    """The mail without its link: who keeps the outbox is not the recipient, and opens nothing."""
    token = Delivery.objects.filter(message=message).values_list("token", flat=True).first()
    return message.text.replace(token, "…") if token else message.text


def _due(key: int) -> Delivery | None:
    related = ("dispatch__kind__agency", "dispatch__pdf", "copy__file")
    return Delivery.objects.due().select_related(*related).filter(pk=key).first()


def _file_of(delivery: Delivery, *, at: datetime) -> OutgoingFile | None:
    if delivery.copy is None:
        return outgoing_file(delivery.dispatch)
    # A copy is kept as a blank and a line; what leaves is kept as it left.
    pdf = files.store(copy_files.read(delivery.copy), media_type=PDF, at=at)
    return OutgoingFile(pdf, delivery.dispatch.file_name)


def _enqueue(delivery: Delivery, file: OutgoingFile, *, at: datetime) -> Message:
    dispatch = delivery.dispatch
    leaving = [file, *enclosing.enclosed_files(dispatch)]
    fits = sum(one.file.size for one in leaving) <= settings.DELIVERY_ATTACHMENT_LIMIT
    return enqueue(
        key=f"{KIND}:{delivery.pk}",
        kind=KIND,
        topic=(TOPIC, delivery.pk),
        to_name=delivery.recipient,
        to_address=delivery.address,
        subject=_subject(delivery),
        text=_words(delivery, leaving, attached=fits),
        attachments=[_attached(one) for one in leaving] if fits else [],
        by=SYSTEM,
        at=at,
    )


def _subject(delivery: Delivery) -> str:
    """Return the mail's subject, in both languages for a document that goes abroad."""
    dispatch = delivery.dispatch
    subject = f"{dispatch.cited}: {dispatch.subject}"
    if not abroad.goes_abroad(dispatch):
        return subject
    english = abroad.in_english(delivery)
    about = f": {english.subject}" if english.subject else ""
    return f"{subject} / {english.kind} No. {dispatch.full_number}{about}"


def _attached(one: OutgoingFile) -> AttachedFile:
    file = one.file
    return AttachedFile(
        name=one.name, media_type=file.media_type, path=file.path, sha256=file.sha256
    )


def _words(delivery: Delivery, leaving: list[OutgoingFile], *, attached: bool) -> str:
    dispatch = delivery.dispatch
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        facts = {
            "delivery": delivery,
            "dispatch": dispatch,
            "day": short_date(dispatch.date) if dispatch.date else "",
            "agency": dispatch.issuer,
            "foreign": abroad.goes_abroad(dispatch),
            "english": abroad.in_english(delivery),
            "attached": attached,
            "files": ", ".join(one.name for one in leaving),
            "enclosed": list(dispatch.enclosures.values_list("subject", flat=True)),
            "size": filesizeformat(sum(one.file.size for one in leaving)),
            "link": settings.SITE_URL + reverse("dispatches:receive", args=[delivery.token]),
        }
        return render_to_string("dispatches/mail/delivery.txt", facts)
