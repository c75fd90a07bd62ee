"""From an agreement to a letter about it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain.composing import Text
from dispatches.errors import DispatchRefused
from dispatches.letter import Family, Letter
from dispatches.models import Dispatch, DocumentKind
from dispatches.views.beginning import Begin
from partners.domain.agreement_letters import begin_letter, opening, subject_about
from partners.errors import PartnerRefused
from partners.views.agreements import AgreementPage


class BeginLetter(AgreementPage, Begin):
    """A new document about an agreement: it is named in the subject and cited in the first line."""

    permission = Permission.DISPATCH_EDIT
    template_name = "partners/agreements/form.html"
    refusals = (PartnerRefused, DispatchRefused)
    heading = _("Soạn văn bản về thỏa thuận")

    def get_initial(self) -> dict[str, Any]:
        """Propose a subject."""
        return {"subject": subject_about(self.agreement)}

    def text(self, kind: DocumentKind, subject: str) -> Text:
        """Begin by naming the agreement."""
        first = opening(self.agreement, Family(kind.family))
        return Text(subject=subject, blocks=(first,))

    def draft(self, kind: DocumentKind, letter: Letter) -> Dispatch:
        """Keep the draft with the agreement."""
        return begin_letter(self.agreement, kind, letter, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Go on writing."""
        return reverse("dispatches:write", args=[self.begun.pk])
