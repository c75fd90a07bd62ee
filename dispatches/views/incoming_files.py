"""The files of incoming documents: the scan, what came with it, and what is added later."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from deadlines import clock
from dispatches import uploads
from dispatches.domain import incoming
from dispatches.domain.printing import PDF
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.forms.incoming import FilesForm
from dispatches.serving import download, shown_pdf
from dispatches.views.incoming import IncomingAct, IncomingPage


class IncomingScan(IncomingPage):
    """The scan, for saving; a PDF, which was proved to be a plain one, also to be read here."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give the file under the name it came with; 404 if there is none."""
        scan, name = self.document.scan, self.document.scan_name
        if scan is None:
            raise Http404
        give = shown_pdf if "xem" in request.GET and scan.media_type == PDF else download
        return give(scan, name)


class IncomingEnclosed(IncomingPage):
    """A file that came with the document, for saving."""

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it under the name it came with, as the type that it was proved to be."""
        enclosed = self.document.enclosures.select_related("file")
        found = get_object_or_404(enclosed, ordinal=kwargs["ordinal"])
        return download(found.file, found.name)


class AddIncomingFiles(IncomingAct):
    """Add the scan of a document that has none, and further files that came with it."""

    permission = Permission.INCOMING_REGISTER
    refusals = (DispatchRefused, UploadRefused)
    form_class = FilesForm
    heading = _("Bổ sung tệp")
    done = _("Đã bổ sung tệp.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"has_scan": self.document.scan is not None}

    def act(self, form: FilesForm) -> None:
        data = form.cleaned_data
        scan = data.get("scan")
        incoming.add_files(
            self.document,
            scan=uploads.receive(scan) if scan else None,
            enclosed=uploads.receive_all(data["enclosed"]),
            by=self.actor,
            at=clock.now(),
        )
