"""Pages of the signed file of an issued document: upload, what was found, check again, save."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateResponseMixin

from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import serving, uploads
from dispatches.domain import signed_copies
from dispatches.domain.outgoing_file import signed_name
from dispatches.errors import DispatchRefused, FileDamaged, UploadRefused
from dispatches.forms.signing import SignedCopyForm
from dispatches.views.base import DispatchPage
from dispatches.views.signed_file import shown


class OfSigned(DispatchPage):
    """A page of one document's signed files."""

    def get_success_url(self) -> str:
        """Go on to what was found."""
        return reverse("dispatches:signed_copies", args=[self.document.pk])


class SignedCopies(OfSigned, TemplateResponseMixin):
    """What was found in the signed file that counts, and those before it."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/signing/copies.html"

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copies = self.document.signed_copies.select_related("file", "uploaded_by")
        return super().get_context_data(**kwargs) | {
            "signed": shown(self.document),
            "copies": copies.order_by("-ordinal"),
            "may_sign": allows(self.actor, Permission.DISPATCH_SIGNED_COPY)
            and signed_copies.is_signable(self.document),
        }


class UploadSignedCopy(OfSigned, ActPage):
    """Upload the file that the signing tool made."""

    permission = Permission.DISPATCH_SIGNED_COPY
    template_name = "dispatches/signing/upload.html"
    refusals = (DispatchRefused, UploadRefused, FileDamaged)
    form_class = SignedCopyForm
    done = _("Đã kiểm tra và giữ bản đã ký số.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the file, or go back if none can come."""
        if not signed_copies.is_signable(self.document):
            return redirect(self.address)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for a reason where a file is replaced."""
        replaces = self.document.signed_copies.exists()
        return super().get_form_kwargs() | {"replaces": replaces}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        where = signed_copies.where_to_sign(self.document)
        return super().get_context_data(**kwargs) | {"where_to_sign": where}

    def act(self, form: SignedCopyForm) -> None:
        data = form.cleaned_data
        signed_copies.upload(
            self.document,
            uploads.receive(data["file"]),
            reason=data.get("reason", ""),
            by=self.actor,
            at=clock.now(),
        )


class RecheckSignedCopy(OfSigned, ActButton):
    """Verify the file that counts against the roots of now."""

    permission = Permission.DISPATCH_SIGNED_COPY
    refusals = (DispatchRefused, FileDamaged)
    done = _("Đã kiểm tra lại chữ ký số.")

    def act(self) -> None:
        newest = signed_copies.newest(self.document)
        if newest is None:
            raise Http404
        signed_copies.recheck(newest, by=self.actor, at=clock.now())


class SignedCopyFile(DispatchPage):
    """A signed file, for saving."""

    permission = Permission.DISPATCH_VIEW

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it; the one that counts under its official name."""
        copies = self.document.signed_copies.select_related("file")
        copy = get_object_or_404(copies, ordinal=kwargs["ordinal"])
        return serving.download(copy.file, signed_name(self.document))
