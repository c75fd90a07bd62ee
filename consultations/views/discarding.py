"""A round that never left is thrown away: what goes is shown first, then it is done."""

from functools import cached_property
from typing import Any

from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from consultations.domain import discarding, reopening
from consultations.forms.preparing import DiscardForm
from consultations.models import Round, TextChange
from consultations.views.base import RoundForm
from deadlines import clock


class Discard(RoundForm):
    """What goes and what stays, and why it is thrown away."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/discard.html"
    form_class = DiscardForm
    done = _("Đã bỏ dự thảo đợt lấy ý kiến.")

    @cached_property
    def earlier(self) -> Round | None:
        """The round before, which may then be opened again or carried on anew."""
        rounds = self.round_.consultation.rounds.filter(ordinal__lt=self.round_.ordinal)
        return rounds.first()

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.round_.dispatch.letter_digest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "refusal": discarding.why_not(self.round_),
            "contents": self.round_.contents.count(),
            "units": self.round_.consultees.count(),
            "versions": self.round_.dispatch.versions.count(),
            "changes": TextChange.objects.filter(content__round=self.round_).count(),
            "compares": self.round_.contents.filter(carried_from__isnull=False).exists(),
            "earlier": self.earlier,
            "stays_closed": reopening.why_not_alone(self.earlier) if self.earlier else "",
        }

    def act(self, form: DiscardForm) -> None:
        discarding.discard(self.round_, **form.cleaned_data, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Go to the round before, or to the list: the page of this round is gone."""
        if self.earlier:
            return resolve_url("consultations:round", self.earlier.pk)
        return resolve_url("consultations:list")
