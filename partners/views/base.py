"""What pages about partners share."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from accounts.acting import ActPage
from accounts.fields import key_in
from accounts.permissions import Permission
from dispatches.errors import UploadRefused
from districts.errors import DistrictRefused
from partners.domain.doubles import shown
from partners.errors import LooksLikeKnown, PartnerRefused, RecordChanged
from partners.models import Partner
from partners.rules.likeness import Double

REFUSALS = (PartnerRefused, DistrictRefused, UploadRefused)


class FormPage(ActPage):
    """A form about partners; `heading` names the page, `button` the act, `above` the list."""

    permission = Permission.PARTNER_EDIT
    refusals = REFUSALS
    template_name = "partners/form.html"
    above: Any = pgettext_lazy("several", "Đối tác")
    heading: Any = ""
    lead: Any = ""
    button: Any = ""
    doubles: Sequence[tuple[Partner, Double]] = ()

    def act_on(self, form: Any) -> None:
        """Do what the form asks; raises one of `refusals`."""
        raise NotImplementedError

    def act(self, form: Any) -> None:
        """Act; once the person was shown what stands against it, the same again goes through.

        That is: what somebody else saved meanwhile, and partners that look like a new one.
        """
        try:
            self.act_on(form)
        except RecordChanged as refusal:
            form.over(refusal.version)
            raise
        except LooksLikeKnown as refusal:
            self.doubles = shown(refusal.doubles)
            raise

    def although(self) -> set[int]:
        """Return the doubles that the person was shown and decided to pass over."""
        keys = self.request.POST.getlist("although")
        return {key for asked in keys if (key := key_in(asked))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the doubles that were found."""
        return {"about": None} | super().get_context_data(**kwargs) | {"doubles": self.doubles}


class PartnerForm(FormPage):
    """A form about the partner of the address."""

    @cached_property
    def partner(self) -> Partner:
        """The partner, if its record is no signpost."""
        living = Partner.objects.filter(merged_into=None).select_related("country", "parent")
        return get_object_or_404(living, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the partner and the way back."""
        back = reverse("partners:partner", args=[self.partner.pk])
        partner = self.partner
        return super().get_context_data(**kwargs) | {
            "partner": partner,
            "about": partner,
            "back": back,
        }

    def get_success_url(self) -> str:
        """Show the partner."""
        return reverse("partners:partner", args=[self.partner.pk])


def from_address(request: Any, name: str) -> int:
    """Return the key that the address names in its query, or 0."""
    return key_in(request.GET.get(name, "")) or 0
