"""Partners, for the department."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django_filters import ChoiceFilter, ModelChoiceFilter

from accounts.access import PermissionRequired
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from districts.models import Country
from partners.enums import PartnerTier
from partners.models import Partner


class PartnerFilters(Filters):
    """Partners by any of their names, by country and by tier."""

    search_in = ["folded_names"]

    country = ModelChoiceFilter(
        label=_("Nước"),
        queryset=Country.objects.filter(partners__isnull=False).distinct(),
        empty_label=_("Mọi nước"),
    )
    tier = ChoiceFilter(label=_("Cấp"), choices=PartnerTier.choices, empty_label=_("Mọi cấp"))


class PartnerList(ListPage):
    """Foreign localities and bodies."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/list.html"
    filters = PartnerFilters
    order = "name"
    file_name = "doi-tac"
    empty = Empty(title=_("Chưa có đối tác nào"))
    columns = [
        Column(
            name="name",
            label=_("Đối tác"),
            value=lambda partner: partner.name,
            order_by=("sort_key",),
            url=lambda partner: reverse("partners:partner", args=[partner.pk]),
        ),
        Column(
            name="names",
            label=_("Tên khác"),
            value=lambda partner: ", ".join(name.text for name in partner.names.all()),
        ),
        Column(
            name="country",
            label=_("Nước"),
            value=lambda partner: partner.country.name,
            order_by=("country__sort_key", "sort_key"),
        ),
        Column(
            name="tier",
            label=_("Cấp"),
            value=lambda partner: partner.get_tier_display(),
            order_by=("tier", "sort_key"),
        ),
        Column(
            name="agreements",
            label=_("Thỏa thuận"),
            value=lambda partner: partner.agreement_count,
            order_by=("agreement_count",),
            css="num",
        ),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return all partners with how many agreements there are."""
        partners = Partner.objects.filter(merged_into=None).select_related("country")
        return partners.prefetch_related("names").annotate(agreement_count=Count("agreements"))


class PartnerPage(PermissionRequired, DetailView):
    """One partner with what belongs to it."""

    permission = Permission.PARTNER_VIEW
    queryset = Partner.objects.select_related("parent", "country")
    template_name = "partners/partner.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what belongs to the partner."""
        return super().get_context_data(**kwargs) | {
            "agreements": self.object.agreements.select_related("district"),
            "names": self.object.names.all(),
            "children": self.object.children.filter(merged_into=None),
        }
