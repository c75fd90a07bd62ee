"""Linking documents (căn cứ, trả lời, thay thế, đính chính)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, DocumentLink, IncomingDocument
from vietnamese.text import clean_line

Document = Dispatch | IncomingDocument


@transaction.atomic
def link(
    source: Document, kind: LinkKind, target: Document, *, by: Actor, at: datetime
) -> DocumentLink:
    """Link one document to another; DispatchRefused for a link that is there, or to itself."""
    if source == target:
        raise DispatchRefused(_("Văn bản không liên kết với chính nó."))
    ends = _end("from", source) | _end("to", target)
    try:
        with transaction.atomic():
            made = DocumentLink.objects.create(kind=kind, made_by_id=by.pk, made_at=at, **ends)
    except IntegrityError as error:
        raise DispatchRefused(_("Liên kết này đã có.")) from error
    record(by=by, action="documentlink.made", on=source, at=at, relation=kind, target=str(target))
    return made


@transaction.atomic
def unlink(made: DocumentLink, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a link away; it stays on record with the reason."""
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do gỡ liên kết."))
    open_ = DocumentLink.objects.filter(pk=made.pk, removed_at__isnull=True)
    if not open_.update(removed_at=at, removal_reason=reason):
        raise DispatchRefused(_("Liên kết này đã gỡ."))
    source = made.from_dispatch or made.from_incoming
    if source:
        record(
            by=by,
            action="documentlink.removed",
            on=source,
            at=at,
            relation=made.kind,
            target=str(made.target),
            reason=reason,
        )


def links_of(document: Document) -> QuerySet[DocumentLink]:
    """Return the links of a document in both directions."""
    return (
        DocumentLink.objects.filter(removed_at__isnull=True)
        .filter(Q(**_end("from", document)) | Q(**_end("to", document)))
        .select_related("from_incoming", "to_incoming", *_related("from"), *_related("to"))
        .defer("from_dispatch__letter", "to_dispatch__letter")
    )


def answers_to(document: IncomingDocument) -> list[Dispatch]:
    """Return the outgoing documents that answer an incoming one, of links read before.

    A draft answers nothing yet, and what was cancelled no longer.
    """
    replies = (
        made.from_dispatch
        for made in document.linked_from.all()
        if made.kind == LinkKind.REPLY and made.removed_at is None
    )
    return [each for each in replies if each and each.number and not each.is_cancelled]


def _related(side: str) -> tuple[str, ...]:
    own = f"{side}_dispatch"
    return f"{own}__kind", f"{own}__cancellation", f"{own}__translates__cancellation"


def _end(side: str, document: Document) -> dict[str, Document]:
    name = "dispatch" if isinstance(document, Dispatch) else "incoming"
    return {f"{side}_{name}": document}
