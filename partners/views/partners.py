"""Partners, for the department."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView

from accounts.access import PermissionRequired
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from partners.domain import contact_days
from partners.domain.agreement_periods import telling_past_end
from partners.domain.taking_part import of_party
from partners.enums import ProposalState
from partners.models import AgreementParty, Partner, PartnerProposal
from partners.views.filters import PartnerFilters
from partners.views.timeline import listed, timeline

OLD_RECORD = "ho-so-cu"
# A subquery is asked for the rows of the page only; a join would count for the whole register.
_PARTS = AgreementParty.objects.filter(partner=OuterRef("pk"), agreement__mistaken_on=None)
_OF_PARTNER = _PARTS.order_by().values("partner")
AGREEMENTS = Coalesce(
    Subquery(_OF_PARTNER.annotate(count=Count("agreement", distinct=True)).values("count")),
    0,
    output_field=IntegerField(),
)


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
            value=lambda partner: partner.listed_name,
            order_by=("sort_key",),
            url=lambda partner: reverse("partners:partner", args=[partner.pk]),
        ),
        Column(
            name="names",
            label=_("Tên khác"),
            value=lambda partner: ", ".join(name.text for name in partner.names.all()),
        ),
        Column(
            name="parent",
            label=_("Thuộc"),
            value=lambda partner: partner.parent.name if partner.parent else "",
            order_by=("parent__sort_key", "sort_key"),
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
        Column(
            name="last_contact",
            label=_("Liên hệ gần nhất"),
            value=lambda partner: partner.last_contact_on,
            order_by=("last_contact_on",),
        ),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        """Return all partners with how many agreements there are."""
        partners = Partner.objects.filter(merged_into=None).select_related("parent", "country")
        return partners.prefetch_related("names").annotate(agreement_count=AGREEMENTS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the reader may enter partners, and how many proposals wait."""
        may_edit = allows(self.actor, Permission.PARTNER_EDIT)
        waiting = PartnerProposal.objects.filter(state=ProposalState.WAITING).count()
        return super().get_context_data(**kwargs) | {"may_edit": may_edit, "waiting": waiting}


class PartnerPage(PermissionRequired, DetailView):
    """One partner with all that belongs to it; a merged record leads to the one that stays."""

    permission = Permission.PARTNER_VIEW
    queryset = Partner.objects.select_related("parent", "country", "merged_into")
    template_name = "partners/partner.html"
    object: Partner

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on from a merged record, unless it is asked for itself."""
        response = super().get(request, *args, **kwargs)
        if self.object.merged_into_id and OLD_RECORD not in request.GET:
            return redirect("partners:partner", self.object.merged_into_id)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what belongs to the partner."""
        partner = self.object
        relations = partner.relations.filter(joined_into=None).select_related("district")
        agreements = telling_past_end(of_party(partner=partner), clock.today())
        return (
            super().get_context_data(**kwargs)
            | {
                "agreements": agreements.select_related("district"),
                "names": partner.names.all(),
                "children": partner.children.filter(merged_into=None),
                "contacts": partner.contacts.all(),
                "relations": relations.prefetch_related("fields"),
                "doubles": partner.doubles.all(),
                "may_edit": allows(self.actor, Permission.PARTNER_EDIT) and not partner.merged_into,
            }
            | timeline(contact_days.told_of(partner), listed(partner_id=partner.pk))
        )


class PartnersByCountry(PermissionRequired, TemplateView):
    """How many partners each country has, of those that the same filters show."""

    permission = Permission.PARTNER_VIEW
    template_name = "partners/by_country.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count; the same numbers stand beside the bars."""
        living = Partner.objects.filter(merged_into=None)
        found = PartnerFilters(self.request.GET or None, queryset=living, request=self.request)
        valid = not found.is_bound or found.is_valid()
        counted = (found.qs if valid else living.none()).order_by()
        groups = counted.values("country_id", "country__name", "country__sort_key")
        rows = list(groups.annotate(count=Count("pk")).order_by("-count", "country__sort_key"))
        most = max((row["count"] for row in rows), default=1)
        for row in rows:
            row["width"] = f"{100 * row['count'] / most:.1f}%"
        total = sum(row["count"] for row in rows)
        return super().get_context_data(**kwargs) | {"rows": rows, "total": total, "filter": found}
