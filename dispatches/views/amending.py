"""Beginning a document that follows another one: in its place, correcting it, answering it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain import amending, translations
from dispatches.errors import DispatchRefused
from dispatches.forms.writing import CorrectionForm, ReplyForm, signatory_of, unit_of
from dispatches.letter import Letter
from dispatches.models import Dispatch
from dispatches.views.base import DispatchPage
from dispatches.views.incoming import IncomingPage


class BeginPage(ActPage):
    """A form after which the new draft is written."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/writing/follow.html"
    refusals = (DispatchRefused,)
    done = _("Đã lập dự thảo. Hãy soạn nội dung.")
    heading: Any = ""
    begun: Dispatch

    def get_success_url(self) -> str:
        return reverse("dispatches:write", args=[self.begun.pk])


class Replace(DispatchPage, ActButton):
    """Begin the document that takes another's place."""

    permission = Permission.DISPATCH_EDIT
    refusals = (DispatchRefused,)
    done = _("Đã lập dự thảo thay thế, nội dung chép từ văn bản cũ. Hãy sửa rồi trình.")
    begun: Dispatch | None = None

    def act(self) -> None:
        self.begun = amending.begin_replacement(
            self.document,
            with_translations="with_translations" in self.request.POST,
            by=self.actor,
            at=clock.now(),
        )

    def get_success_url(self) -> str:
        if self.begun is None:
            return self.address
        return reverse("dispatches:write", args=[self.begun.pk])


class Correct(DispatchPage, BeginPage):
    """Begin the official letter that corrects a document."""

    permission = Permission.DISPATCH_EDIT
    form_class = CorrectionForm
    heading = _("Soạn công văn đính chính")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "agency": self.document.agency,
            "is_translated": bool(translations.issued_with(self.document)),
        }

    def get_initial(self) -> dict[str, Any]:
        letter = Letter.from_json(self.document.letter) if self.document.letter else None
        if letter is None:
            return {}
        agency = self.document.agency
        return {"unit": unit_of(letter, agency), "signatory": signatory_of(letter, agency)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": self.address}

    def act(self, form: CorrectionForm) -> None:
        self.begun = amending.begin_correction(
            self.document, **form.cleaned_data, by=self.actor, at=clock.now()
        )


class Reply(IncomingPage, BeginPage):
    """Begin the official letter that answers an incoming document."""

    permission = Permission.DISPATCH_EDIT
    form_class = ReplyForm
    heading = _("Soạn công văn trả lời")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("dispatches:incoming", args=[self.document.pk])
        return super().get_context_data(**kwargs) | {"back": back}

    def act(self, form: ReplyForm) -> None:
        self.begun = amending.begin_reply(
            self.document, **form.cleaned_data, by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        return BeginPage.get_success_url(self)
