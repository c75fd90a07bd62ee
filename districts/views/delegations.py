"""Who may submit for one's own unit while its submitter is away (ủy quyền gửi ý kiến)."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton, ActPage
from deadlines import clock
from districts.domain import delegations
from districts.errors import DistrictRefused
from districts.forms import DelegateForm
from districts.views.own_unit import OfOwnUnit


class Delegations(OfOwnUnit, ActPage):
    """All that were given, and a form for the next."""

    refusals = (DistrictRefused,)
    success_url = reverse_lazy("districts:delegations")
    form_class = DelegateForm
    template_name = "districts/delegations.html"
    done = _("Đã ủy quyền gửi ý kiến.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the unit's colleagues."""
        colleagues = delegations.colleagues_on(self.unit, self.today)
        return super().get_form_kwargs() | {"colleagues": colleagues}

    def get_initial(self) -> dict[str, Any]:
        """Propose today; the end is the giver's to say."""
        return {"valid_from": self.today}

    def act(self, form: DelegateForm) -> None:
        """Authorise the colleague."""
        delegations.delegate(
            self.unit,
            to=form.cleaned_data["to"],
            valid_from=form.cleaned_data["valid_from"],
            valid_to=form.valid_to,
            by=self.actor,
            at=clock.now(),
            today=self.today,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what was given, and whether the reader may give more."""
        return super().get_context_data(**kwargs) | {
            "given": delegations.delegations_of(self.unit),
            "colleagues": delegations.colleagues_on(self.unit, self.today),
            "may_give": delegations.giver_on(self.actor, self.unit, self.today) is not None,
            "today": self.today,
        }


class RevokeDelegation(OfOwnUnit, ActButton):
    """One ends at once."""

    refusals = (DistrictRefused,)
    success_url = reverse_lazy("districts:delegations")
    done = _("Đã thu hồi ủy quyền.")

    def act(self) -> None:
        """Revoke it; another unit's does not exist."""
        given = get_object_or_404(delegations.delegations_of(self.unit), pk=self.kwargs["pk"])
        delegations.revoke(given, by=self.actor, at=clock.now(), today=self.today)
