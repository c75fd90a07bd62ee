"""Deciding how a document goes to its recipients: who gets it how, then «send», then it is done."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain import deliveries, enclosing
from dispatches.domain.deliveries import Sending
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.recipients import Recipient, outstanding, with_addresses
from dispatches.enums import Channel
from dispatches.errors import DispatchRefused
from dispatches.forms.deliveries import RecipientForm, fingerprint
from dispatches.models import Dispatch, LetterCopy
from dispatches.views.base import DispatchPage
from outbox.tasks import ring

ON_PAGE = 50  # recipients decided upon at a time
SEND_DELIVERIES = "dispatches.send_deliveries"


class Send(DispatchPage, TemplateResponseMixin):
    """Those who have got nothing yet, a page at a time."""

    permission = Permission.DISPATCH_DELIVER
    template_name = "dispatches/deliveries/send.html"

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Propose a way for each; go back where nothing is sent from here."""
        if not deliveries.may_be_sent(self.document):
            return redirect(self.address)
        return self.render_to_response(self.get_context_data(forms=self.forms()))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show what was decided; do it once it was seen."""
        if not deliveries.may_be_sent(self.document):
            return redirect(self.address)
        forms = self.forms(request.POST)
        if any([not form.is_valid() for form in forms]):  # noqa: C419 - all faults at once
            return self.render_to_response(self.get_context_data(forms=forms))
        sendings = [form.sending for form in forms if form.sending]
        seen = bool(sendings) and request.POST.get("seen") == fingerprint(sendings)
        if seen and "send" in request.POST:
            return self.send(sendings)
        shown = {} if "back" in request.POST else self.decided(sendings)
        return self.render_to_response(self.get_context_data(forms=forms, **shown))

    def send(self, sendings: list[Sending]) -> HttpResponse:
        """Do it, or say why not."""
        try:
            made = deliveries.send(self.document, sendings, by=self.actor, at=clock.now())
        except DispatchRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            ring(SEND_DELIVERIES)
            words = ngettext("Đã ghi %(n)d lần gửi.", "Đã ghi %(n)d lần gửi.", len(made))
            messages.success(self.request, words % {"n": len(made)})
        return redirect(reverse("dispatches:deliveries", args=[self.document.pk]))

    def decided(self, sendings: list[Sending]) -> dict[str, Any]:
        """Return what the page shows before anything leaves."""
        counts = Counter(one.channel for one in sendings)
        return what_leaves(self.document, [one.recipient.copy for one in sendings]) | {
            "sendings": sendings,
            "nothing_chosen": not sendings,
            "seen": fingerprint(sendings),
            "mails": counts[Channel.EMAIL],
            "in_portal": counts[Channel.PORTAL],
            "on_paper": counts[Channel.PAPER],
            "left_out": len(self.page) - len(sendings),
        }

    def forms(self, data: Any = None) -> list[RecipientForm]:
        """Make a form for each recipient of the page; one that was not on it keeps its proposal."""
        return [RecipientForm(_own(data, one), recipient=one) for one in self.page]

    @cached_property
    def page(self) -> Page[Recipient]:
        found = outstanding(self.document)
        page = Paginator(found, ON_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = with_addresses(list(page), on=clock.today())
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("dispatches:deliveries", args=[self.document.pk])
        leaving = what_leaves(self.document, [one.copy for one in self.page])
        shown = {"page": self.page, "back": back}
        return leaving | super().get_context_data(**kwargs) | shown


def what_leaves(document: Dispatch, copies: Sequence[LetterCopy | None]) -> dict[str, Any]:
    """Return what signing/_leaving.html says of the files; the copy, if any, of each recipient."""
    own = sum(copy is not None for copy in copies)
    return {
        "leaves": outgoing_file(document) if own < len(copies) else None,
        "unsigned_copies": own,
        "unsigned_enclosures": enclosing.unsigned(document) if copies else [],
    }


def _own(data: Any, one: Recipient) -> Any:
    """Take what was typed, or nothing for a recipient who came to the page since it was shown."""
    if data is None:
        return None
    return data if f"{one.mark}-channel" in data else {}
