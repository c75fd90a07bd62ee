"""Files of a unit's answer: attached, taken off, opened; and the letter they answer."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from consultations.domain import attachments
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.models import DraftFile
from consultations.views.answering import Answer
from consultations.views.unit import UnitPage
from dispatches import uploads
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.errors import UploadRefused
from dispatches.serving import download, shown_pdf

FILES = "#tep"


class Attach(Answer):
    """Save what was typed, then attach the chosen files one by one."""

    http_method_names = ["post"]

    def then(self, version: int) -> HttpResponse:
        """Attach each file or say why not."""
        chosen = self.request.FILES.getlist("file")
        if not chosen:
            messages.warning(self.request, _("Chưa chọn tệp nào để tải lên."))
        for upload in chosen:
            version = self._attach(upload, version)
        return self.back(FILES)

    def _attach(self, upload: UploadedFile, version: int) -> int:
        name = uploads.clean_name(upload.name or "")
        try:
            draft = attachments.attach(
                self.consultee,
                uploads.receive(upload),
                version=version,
                by=self.actor,
                at=self.now,
            )
        except (UploadRefused, ConsultationRefused) as refusal:
            if isinstance(refusal, DraftConflict):
                raise
            messages.error(self.request, f"«{name}»: {refusal}")
            return version
        messages.success(self.request, _("Đã tải lên tệp «%s».") % name)
        return draft.version


class Detach(Answer):
    """Save what was typed, then take one file off the draft."""

    http_method_names = ["post"]

    def then(self, version: int) -> HttpResponse:
        """Take it off."""
        own = DraftFile.objects.filter(draft__consultee=self.consultee).select_related("file")
        kept = get_object_or_404(own, pk=self.kwargs["file"])
        attachments.remove(self.consultee, kept, version=version, by=self.actor, at=self.now)
        messages.success(self.request, _("Đã bỏ tệp «%s».") % kept.name)
        return self.back(FILES)


class OwnFile(UnitPage):
    """A file that the unit itself attached, as a download."""

    def get(self, _request: HttpRequest, *, sha256: str, **_kwargs: Any) -> HttpResponse:
        """Send it under the name it came with."""
        kept = attachments.find(self.consultee, sha256)
        if kept is None:
            raise Http404
        return download(kept.file, kept.name)


class CallLetter(UnitPage):
    """The letter of the call as the unit received it; who reads it here has opened the call."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the stored PDF; a paper round has none."""
        letter = outgoing_file(self.consultee.round.dispatch)
        if letter is None:
            raise Http404
        self.note_opening()
        return shown_pdf(letter.file, letter.name)
