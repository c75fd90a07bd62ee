"""The days by which incoming documents are to be settled (thời hạn giải quyết)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from dispatches.models import IncomingDocument

KIND = _("Thời hạn giải quyết văn bản đến")


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return what this person has to settle; who passes documents on sees everybody's."""
    if not allows(span.person, Permission.DISPATCH_VIEW):
        return
    due = {"due_on__range": (span.first, span.last), "voided_at": None}
    documents = IncomingDocument.objects.filter(**due)
    if span.undone:
        documents = documents.filter(settled_at=None)
    if not allows(span.person, Permission.INCOMING_HAND):
        documents = documents.filter(handler=span.person)
    for document in documents:
        if document.due_on:
            yield AgendaEntry(
                key=f"incoming.due:{document.pk}",
                day=document.due_on,
                kind=KIND,
                title=f"{document}: {document.subject}",
                path=reverse("dispatches:incoming", args=[document.pk]),
                done=document.settled_at is not None,
                on_desk=True,
            )
