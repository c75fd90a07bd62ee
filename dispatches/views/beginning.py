"""Beginning a document by hand: its kind and subject; its blocks come next."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain import drafting
from dispatches.domain.composing import Text, compose
from dispatches.domain.letter_templates import templates_to_begin_from
from dispatches.domain.openings import opening
from dispatches.errors import DispatchRefused
from dispatches.forms.writing import BeginForm
from dispatches.letter import Letter
from dispatches.models import Dispatch, DocumentKind


class Begin(ActPage):
    """A new document of some kind; its blocks come next."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/writing/begin.html"
    refusals: tuple[type[Exception], ...] = (DispatchRefused,)
    form_class = BeginForm
    done = _("Đã lập dự thảo. Hãy soạn nội dung.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "templates": templates_to_begin_from(),
            "back": reverse("dispatches:list"),
        }

    def act(self, form: BeginForm) -> None:
        data = form.cleaned_data
        kind = data["kind"]
        letter = compose(
            kind,
            self.text(kind, data["subject"]),
            unit=data["unit"],
            signatory=data["signatory"] or kind.signatory,
            on=clock.today(),
        )
        letter = replace(letter, blocks=letter.blocks or opening(kind, letter))
        self.begun = self.draft(kind, letter)

    def text(self, kind: DocumentKind, subject: str) -> Text:
        """Return what the draft begins with."""
        return Text(subject=subject)

    def draft(self, kind: DocumentKind, letter: Letter) -> Dispatch:
        """Keep the draft."""
        return drafting.draft(kind=kind, letter=letter, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        return reverse("dispatches:write", args=[self.begun.pk])
