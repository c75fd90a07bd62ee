"""How a dossier's demands are met: by one of its documents, or by a file put in for it."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from deadlines import clock
from dispatches import uploads
from dispatches.domain import dossier_files, dossiers, requirements
from dispatches.enums import LetterLanguage
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.forms.dossiers import AnswerForm, MeetForm
from dispatches.models import Dispatch, DossierFile, Requirement
from dispatches.serving import download, shown_pdf
from dispatches.views.dossiers import DossierForm, DossierPage


class OfDemand(DossierForm):
    """A form about one demand of a dossier."""

    template_name = "dispatches/dossiers/demand.html"

    @cached_property
    def requirement(self) -> Requirement:
        rows = self.dossier.requirements.select_related("demand", "dossier", "document", "file")
        return get_object_or_404(rows, pk=self.kwargs["requirement"])

    def languages(self) -> list[str]:
        """Name the languages that the demand takes; none if it takes any."""
        return LetterLanguage.labels_of(self.requirement.demand.languages)


class Meet(OfDemand):
    """Choose what meets a demand."""

    form_class = MeetForm
    heading = _("Văn bản đáp ứng yêu cầu")
    done = _("Đã ghi nhận.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what the dossier holds and what can be enclosed."""
        mine = {"in_dossiers__dossier": self.dossier}
        return super().get_form_kwargs() | {
            "documents": requirements.enclosable(Dispatch.objects.filter(**mine)).order_by("pk"),
            "files": DossierFile.objects.filter(**mine).order_by("pk"),
        }

    def get_initial(self) -> dict[str, Any]:
        return {"document": self.requirement.document, "file": self.requirement.file}

    def act(self, form: MeetForm) -> None:
        dossiers.meet(self.requirement, form.chosen(), by=self.actor, at=clock.now())


class AnswerWithFile(OfDemand):
    """Put a file in as the answer to a demand."""

    form_class = AnswerForm
    refusals = (DispatchRefused, UploadRefused)
    heading = _("Tải tệp đáp ứng yêu cầu")
    done = _("Đã đưa tệp vào hồ sơ; tệp được gửi kèm khi ban hành văn bản của hồ sơ.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"demand": self.requirement.demand}

    def act(self, form: AnswerForm) -> None:
        dossier_files.answer(
            self.requirement,
            form.facts(),
            uploads.receive(form.cleaned_data["file"]),
            by=self.actor,
            at=clock.now(),
        )


class FileOfDossier(DossierPage):
    """A file that was put in, for saving; `?xem=1` shows it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give it; 404 for one of another dossier."""
        rows = DossierFile.objects.filter(in_dossiers__dossier=self.dossier)
        found = get_object_or_404(rows.select_related("file"), pk=kwargs["file"])
        give = shown_pdf if "xem" in request.GET else download
        return give(found.file, found.name)
