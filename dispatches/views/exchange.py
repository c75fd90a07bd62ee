"""Messages to and from other document systems (tệp liên thông)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.fields import key_in
from accounts.permissions import Permission
from deadlines import clock
from dispatches import replies, serving
from dispatches.domain import exporting, importing, incoming
from dispatches.errors import DispatchRefused, FileDamaged, UploadRefused
from dispatches.exchange.reading import SIZE_LIMIT
from dispatches.forms.exchange import MessageForm, RegisterMessageForm
from dispatches.models import ExchangeMessage, IncomingDocument
from dispatches.views.base import DispatchPage

MEDIA_TYPE = "application/octet-stream"  # saved, never shown


class ExportDispatch(DispatchPage):
    """The issued dispatch as a message, for saving."""

    permission = Permission.DISPATCH_EXCHANGE
    http_method_names = ["get"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give the file, or say on the dispatch's page why there is none."""
        try:
            content = exporting.export(self.document)
        except (DispatchRefused, FileDamaged) as refusal:
            messages.error(request, str(refusal))
            return redirect(self.address)
        return serving.attachment(content, MEDIA_TYPE, exporting.file_name(self.document))


class BringMessage(ActPage):
    """Bring in a message; afterwards what was read in it. Below: those nobody registered yet."""

    permission = Permission.INCOMING_REGISTER
    template_name = "dispatches/exchange/bring.html"
    refusals = (UploadRefused,)
    form_class = MessageForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "unregistered": ExchangeMessage.objects.filter(document=None),
            "back": reverse("dispatches:incoming_list"),
        }

    def act(self, form: MessageForm) -> None:
        upload = form.cleaned_data["message"]
        # One byte more than may be: what is too large is not read to its end.
        content = upload.read(SIZE_LIMIT + 1)
        self.kept = importing.bring(content, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show what was read, or what it was registered as before."""
        return reverse("dispatches:message", args=[self.kept.pk])


class MessagePage(PermissionRequired):
    """A page of one message; `kept` is that of the address."""

    permission = Permission.INCOMING_REGISTER

    @cached_property
    def kept(self) -> ExchangeMessage:
        found = ExchangeMessage.objects.select_related("file", "document")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so when the store no longer has what was put there."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except FileDamaged as error:
            messages.error(request, str(error))
            return redirect("dispatches:bring_message")

    @cached_property
    def asked(self) -> int | None:
        """Which of several files is looked at as the document, from 0."""
        return key_in(self.request.GET.get("tep", ""))

    @cached_property
    def reading(self) -> importing.Reading:
        """What it says, read again from the file."""
        return importing.reading_of(self.kept, letter=self.asked)


class MessageLetter(MessagePage):
    """The PDF in a message, in the portal's own frame: it was proved to be a plain one."""

    http_method_names = ["get"]

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show it."""
        letter = self.reading.letter
        return serving.framed_pdf(letter.content, letter.name)


class RegisterMessage(MessagePage, ActPage):
    """What a message says, whom it answers, and the button that registers it."""

    template_name = "dispatches/exchange/register.html"
    refusals = (DispatchRefused, UploadRefused)
    form_class = RegisterMessageForm
    done = gettext_lazy("Đã đăng ký văn bản đến từ tệp liên thông.")

    @cached_property
    def known(self) -> IncomingDocument | None:
        """A document of the register that seems to be the same."""
        return incoming.known_as(importing.entry_of(self.reading, clock.now()))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the clerk's word only where there is a doubt."""
        return super().get_form_kwargs() | {
            "letters": [one.name for one in self.reading.letters],
            "is_known": self.known is not None,
        }

    def get_initial(self) -> dict[str, Any]:
        """The file that is looked at, once the clerk has looked at one."""
        return {"letter": self.asked}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the document, once there is one."""
        if self.kept.document:
            number = self.kept.document.full_arrival_number
            messages.info(request, _("Tệp này đã đăng ký, số đến %s.") % number)
            return redirect("dispatches:incoming", self.kept.document.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, reading = clock.now(), self.reading
        entry = importing.entry_of(reading, now)
        return super().get_context_data(**kwargs) | {
            "kept": self.kept,
            "reading": reading,
            "enclosed": [one for one in reading.enclosed if one not in reading.letters],
            "query": f"?tep={reading.letters.index(reading.letter)}",
            "message": reading.message,
            "entry": entry,
            "known": self.known,
            "answered": [
                (dispatch, replies.recognised(dispatch, reading.message.sender, now))
                for dispatch in reading.answered
            ],
            "next_number": incoming.next_arrival_number(entry.arrived_on),
            "back": reverse("dispatches:bring_message"),
        }

    def act(self, form: RegisterMessageForm) -> None:
        self.registered = importing.register(
            self.kept,
            letter=form.cleaned_data.get("letter"),
            although_known=form.cleaned_data.get("although_known", False),
            by=self.actor,
            at=clock.now(),
        )

    def get_success_url(self) -> str:
        """Show the incoming document."""
        return reverse("dispatches:incoming", args=[self.registered.pk])
