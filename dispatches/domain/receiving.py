"""The recipient's side: the file of a delivery, and the first opening as evidence."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from accounts.models import User
from dispatches.domain import copy_files, enclosing, files
from dispatches.domain.outgoing_file import OutgoingFile, outgoing_file
from dispatches.enums import Opening
from dispatches.errors import FileDamaged
from dispatches.models import Delivery, Enclosure


def by_token(token: str) -> Delivery | None:
    """Return the delivery whose own link this is; what does not go by mail has none."""
    if not token:
        return None
    related = ("dispatch__kind", "dispatch__pdf", "dispatch__cancellation", "copy__file")
    found = Delivery.objects.select_related(*related, "successor").filter(token=token)
    return found.first()


def is_alive(delivery: Delivery) -> bool:
    """Whether the file may still be fetched: not sent again, and not cancelled."""
    replaced = getattr(delivery, "successor", None)
    cancelled = getattr(delivery.dispatch, "cancellation", None)
    return replaced is None and cancelled is None


def has_file(delivery: Delivery) -> bool:
    """Whether there is something to fetch; a portal delivery is listed only once there may be."""
    return delivery.copy_id is not None or outgoing_file(delivery.dispatch) is not None


def enclosures(delivery: Delivery) -> QuerySet[Enclosure]:
    """Return what the recipient gets beside the document itself."""
    return delivery.dispatch.enclosures.defer("letter").order_by("ordinal")


def content(delivery: Delivery, enclosed: int = 0) -> tuple[bytes, str]:
    """Return what the recipient gets and its name, or the enclosure of that ordinal.

    FileDamaged if there is no such file.
    """
    if delivery.copy is not None and not enclosed:
        return copy_files.read(delivery.copy), delivery.dispatch.file_name
    file = _enclosed(delivery, enclosed) if enclosed else outgoing_file(delivery.dispatch)
    if file is None:
        raise FileDamaged(_("Văn bản chưa có tệp để tải."))
    return files.read(file.file), file.name


def _enclosed(delivery: Delivery, ordinal: int) -> OutgoingFile | None:
    related = ("pdf", "document__pdf")
    found = enclosures(delivery).select_related(*related).filter(ordinal=ordinal).first()
    return enclosing.file_of(found) if found else None


@transaction.atomic
def note_opening(delivery: Delivery, *, by: User | None, at: datetime) -> None:
    """Note the first opening, by a person of the unit or by the link; later ones change nothing."""
    unopened = Delivery.objects.filter(pk=delivery.pk, opened_at=None)
    if unopened.update(opened_at=at, opened_by=by):
        way = Opening.PORTAL if by else Opening.LINK
        record(by=by or SYSTEM, action="delivery.opened", on=delivery, at=at, way=way.value)
