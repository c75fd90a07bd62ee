"""Files of an activity: attached, taken off, given for saving."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton
from deadlines import clock
from dispatches import uploads
from dispatches.errors import UploadRefused
from dispatches.serving import download
from partners.domain import activity_files
from partners.errors import PartnerRefused
from partners.forms.activities import FileForm
from partners.models import ActivityFile
from partners.views.activities import OneActivity, OneToChange


class AttachFile(OneToChange):
    """One more file about the activity."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Check what was brought, and keep it."""
        form = FileForm(request.POST, request.FILES)
        page = redirect(self.get_success_url())
        if not form.is_valid():
            for refusal in form.errors.get("file", []):
                messages.error(request, str(refusal))
            return page
        try:
            upload = uploads.receive(form.cleaned_data["file"])
            activity_files.attach(self.activity, upload, by=self.actor, at=clock.now())
        except (UploadRefused, PartnerRefused) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã tải lên tệp «%s».") % upload.name)
        return page


class DetachFile(OneToChange, ActButton):
    """One file less."""

    refusals = (PartnerRefused,)
    done = _("Đã bỏ tệp.")

    @cached_property
    def kept(self) -> ActivityFile:
        """The file of the address."""
        return get_object_or_404(self.activity.files, pk=self.kwargs["file"])

    def act(self) -> None:
        """Take it off."""
        activity_files.detach(self.kept, by=self.actor, at=clock.now())


class GetFile(OneActivity):
    """A file for saving."""

    def get(self, _request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it under the name it came with."""
        kept = get_object_or_404(self.activity.files.select_related("file"), pk=self.kwargs["file"])
        return download(kept.file, kept.name)
