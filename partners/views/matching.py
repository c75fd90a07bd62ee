"""Suggestions: partners for a unit or the province, units for a partner, candidates for GAROK."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from districts.domain.lineage import successors_on
from districts.domain.programme import current
from districts.domain.units import exists_on, units_on
from districts.enums import UnitKind
from districts.forms.choosing import label_of
from districts.models import District
from partners.domain import matching
from partners.enums import LOCALITIES, PartnerTier
from partners.models import Partner


class Suggestions(PermissionRequired, TemplateView):
    """A ranked list with its reasons."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/programme/suggestions.html"
    heading: str | Promise = ""
    lead: str | Promise = _(
        "Chỉ xét địa phương; bên đã có quan hệ không nêu lại. Điểm là tổng điểm của các lý do."
    )
    row_address = "partners:partner"

    def suggestions(self) -> matching.Found:
        """Return the suggestions, the best first."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the first of them, and how many there are."""
        found = self.suggestions()
        return super().get_context_data(**kwargs) | {
            "total": found.total,
            "of_units": self.row_address != Suggestions.row_address,
            "may_edit": allows(self.actor, Permission.PARTNER_EDIT),
            # The same of every row where one partner is offered to units.
            "lacking": found.best[0].match.missing if found.best else (),
            "suggestions": [
                (each, reverse(self.row_address, args=[each.row.pk])) for each in found.best
            ],
        }


class ForProvince(Suggestions):
    """Partners that fit the province."""

    heading = _("Gợi ý đối tác cho tỉnh")

    def suggestions(self) -> matching.Found:
        """Rank by all orientations."""
        return matching.partners_for(None, current())


class ForUnit(Suggestions):
    """Partners that fit one unit."""

    heading = _("Gợi ý đối tác cho đơn vị")

    @cached_property
    def unit(self) -> District:
        """The unit of the address."""
        return get_object_or_404(District, pk=self.kwargs["pk"])

    @cached_property
    def absent(self) -> bool:
        """Whether the unit is no more, or not yet."""
        return not exists_on(self.unit, clock.today())

    def suggestions(self) -> matching.Found:
        """Rank by the unit's orientation; a unit that is not there today begins nothing new."""
        if self.absent:
            return matching.Found((), 0)
        return matching.partners_for(self.unit, current())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit, and who took the place of one that has ended."""
        successors = successors_on(self.unit, clock.today()) if self.absent else []
        return super().get_context_data(**kwargs) | {
            "subject": self.unit,
            "unit": self.unit,
            "absent": label_of(self.unit) if self.absent else "",
            "successors": [(each, _address(each)) for each in successors],
        }


def _address(successor: District) -> str:
    if successor.kind == UnitKind.PROVINCE:
        return reverse("partners:province_suggestions")
    return reverse("partners:unit_suggestions", args=[successor.pk])


class OfPartner(Suggestions):
    """Suggestions that begin at a partner."""

    @cached_property
    def partner(self) -> Partner:
        """The partner of the address."""
        rows = Partner.objects.filter(merged_into=None).select_related("country")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the partner."""
        return super().get_context_data(**kwargs) | {"subject": self.partner, "of": self.partner}


class UnitsForPartner(OfPartner):
    """Units that one partner would fit."""

    heading = _("Đơn vị phù hợp với đối tác")
    row_address = "partners:unit_programme"

    def suggestions(self) -> matching.Found:
        """Rank the units of today; only a locality becomes the partner of one."""
        if self.partner.tier not in LOCALITIES:
            raise Http404
        return matching.units_for(self.partner, list(units_on(clock.today())), current())


class CandidatesThrough(OfPartner):
    """Candidates for the letter to an association, such as GAROK."""

    heading = _("Ứng viên cấp tỉnh để đề nghị kết nối")
    lead = _("Bên tỉnh đang xúc tiến nêu trước, bên đã ký không nêu lại.")

    def suggestions(self) -> matching.Found:
        """Rank the provinces of the association's country."""
        if self.partner.tier != PartnerTier.ASSOCIATION:
            raise Http404
        return matching.candidates_through(self.partner, current())
