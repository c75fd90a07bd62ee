"""Who may submit for one's own unit while its submitter is away (ủy quyền gửi ý kiến)."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.access import PermissionRequired
from accounts.acting import ActButton, ActPage
from accounts.permissions import Permission
from deadlines import clock
from districts.domain import delegations
from districts.domain.officers import district_of
from districts.errors import DistrictRefused
from districts.forms import DelegateForm
from districts.models import District


class OfOwnUnit(PermissionRequired):
    """The unit for which the user acts today."""

    permission = Permission.OWN_UNIT_VIEW

    @cached_property
    def today(self) -> date:
        """One day for the whole request."""
        return clock.today()

    @cached_property
    def unit(self) -> District:
        """Without a unit there is nothing to see."""
        unit = district_of(self.actor, self.today)
        if unit is None:
            raise Http404
        return unit


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
            "unit": self.unit,
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
