"""What the pages of a round share."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, resolve_url

from accounts.access import PermissionRequired
from accounts.acting import ActButton, ActPage
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines import clock
from dispatches.errors import DispatchRefused

REFUSALS = (ConsultationRefused, DispatchRefused)


class RoundPage(PermissionRequired):
    """A page of one round; `round_` is the round of the address."""

    @cached_property
    def round_(self) -> Round:
        """The round with what its letter and its course follow from."""
        rounds = self.get_rounds().select_related(
            "drafting_unit__agency", "signatory", "dispatch__pdf"
        )
        return get_object_or_404(rounds, pk=self.kwargs["pk"])

    def get_rounds(self) -> QuerySet[Round]:
        """Return the rounds with what the page asks of them."""
        return Round.objects.with_course()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give every template the same facts under the same names."""
        now = clock.now()
        return super().get_context_data(**kwargs) | {
            "round": self.round_,
            "stage": self.round_.stage(now),
            "now": now,
        }

    def get_success_url(self) -> str:
        """Go back to the round after an act."""
        return resolve_url("consultations:round", self.round_.pk)


class RoundForm(RoundPage, ActPage):
    """A form about one round: the act refuses in words, which the form then shows."""

    refusals = REFUSALS


class RoundAct(RoundPage, ActButton):
    """One act on a round by POST, and back to the round."""

    refusals = REFUSALS
