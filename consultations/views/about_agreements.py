"""A round that is begun from the file of an agreement."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from consultations.domain import agreement_opinions
from consultations.forms.preparing import TITLE_LIMIT
from consultations.models import Round
from consultations.views.preparing import NewConsultation
from deadlines import clock
from deadlines.forms import initial as deadline_initial
from partners.domain.agreement_letters import citation
from partners.domain.law import procedure_of
from partners.models import Agreement
from partners.rules.courses import ASKED_BY_ROUND


class NewAboutAgreement(NewConsultation):
    """A new consultation about the draft of an agreement, begun from its file."""

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement of the address; one on which no round can ask has no such page."""
        asked = Agreement.objects.filter(state__in=ASKED_BY_ROUND)
        rows = asked if self.request.method in ("GET", "HEAD") else Agreement.objects.all()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Name the agreement; opinions on one are given in writing, in the law's time."""
        return (
            super().get_initial()
            | self._limit()
            | {
                "title": citation(self.agreement)[:TITLE_LIMIT],
                "introduction": agreement_opinions.introduction(self.agreement, clock.today()),
                "about_agreement": True,
                "consent_clause": "",
            }
        )

    def _limit(self) -> dict[str, Any]:
        found = agreement_opinions.proposed_deadline(self.agreement, clock.today())
        return deadline_initial(found) if found else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        procedure = procedure_of(self.agreement, clock.today())
        return super().get_context_data(**kwargs) | {
            "agreement": self.agreement,
            "procedure": procedure,
        }

    def open(self, **matter: Any) -> Round:
        """Open it, and keep it with the agreement."""
        return agreement_opinions.open_matter_about(self.agreement, **matter)
