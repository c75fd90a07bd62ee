"""Making and taking away links between documents."""

from functools import cached_property
from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain.finding import find_cited
from dispatches.domain.linking import Document, link, unlink
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.forms.links import LinkForm, UnlinkForm
from dispatches.models import Dispatch, DocumentLink


class MakeLink(ActPage):
    """Link a document, outgoing or incoming, to another one."""

    permission = Permission.DOCUMENT_LINK
    template_name = "dispatches/links/make.html"
    refusals = (DispatchRefused,)
    form_class = LinkForm
    done = _("Đã liên kết văn bản.")
    model: type[Document] = Dispatch

    @cached_property
    def document(self) -> Document:
        return cast("Document", get_object_or_404(self.model, pk=self.kwargs["pk"]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "document": self.document,
            "back": self.get_success_url(),
        }

    def act(self, form: LinkForm) -> None:
        data = form.cleaned_data
        target = find_cited(data["full_number"])
        link(self.document, LinkKind(data["kind"]), target, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return address_of(self.document)


class RemoveLink(ActPage):
    """Take a link away, with the reason."""

    permission = Permission.DOCUMENT_LINK
    template_name = "dispatches/links/remove.html"
    refusals = (DispatchRefused,)
    form_class = UnlinkForm
    done = _("Đã gỡ liên kết.")

    @cached_property
    def link(self) -> DocumentLink:
        return get_object_or_404(
            DocumentLink.objects.filter(removed_at__isnull=True), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "link": self.link,
            "back": self.get_success_url(),
        }

    def act(self, form: UnlinkForm) -> None:
        unlink(self.link, reason=form.cleaned_data["reason"], by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return address_of(self.link.source) if self.link.source else reverse("dispatches:list")


def address_of(document: Document) -> str:
    """Return the page of an outgoing or incoming document."""
    name = "detail" if isinstance(document, Dispatch) else "incoming"
    return reverse(f"dispatches:{name}", args=[document.pk])
