"""Proposals of partners: made by a unit, decided by the department."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from districts.domain.countries import name_of
from partners.domain import proposals
from partners.domain.doubles import all_names_of, register, shown
from partners.enums import ProposalState
from partners.forms.proposals import DeclineForm, JoinForm, ProposalForm
from partners.models import PartnerProposal
from partners.views.base import FormPage
from partners.views.filters import ProposalFilters
from partners.views.sides import BothSides


class ProposalList(BothSides, ListPage):
    """Proposals: of all units, or of one's own."""

    template_name = "partners/proposals/list.html"
    filters = ProposalFilters
    order = "-proposed_at"
    file_name = "de-xuat-doi-tac"
    empty = Empty(
        title=_("Chưa có đề xuất nào"),
        text=_("Đơn vị đề xuất đối tác mới; Sở Ngoại vụ xem xét, tiếp nhận hoặc nêu lý do."),
    )
    columns = [
        Column(
            name="name",
            label=_("Đối tác được đề xuất"),
            value=lambda proposal: proposal.name,
            order_by=("folded_name",),
            url=lambda proposal: reverse("partners:proposal", args=[proposal.pk]),
        ),
        Column(
            name="district",
            label=_("Đơn vị đề xuất"),
            value=lambda proposal: proposal.district.full_name,
            order_by=("district__rank", "district__sort_key"),
        ),
        Column(
            name="proposed_at",
            label=_("Đề xuất lúc"),
            value=lambda proposal: proposal.proposed_at,
            order_by=("proposed_at",),
        ),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=lambda proposal: proposal.get_state_display(),
            order_by=("state",),
            template="partners/proposals/_state.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[PartnerProposal]:
        """Return the proposals that this side sees."""
        return self.sight.proposals().select_related("district")


class Propose(BothSides, FormPage):
    """A unit proposes a partner."""

    permission = Permission.OWN_UNIT_MAINTAIN
    of_own_unit = Permission.OWN_UNIT_MAINTAIN
    form_class = ProposalForm
    above = _("Đề xuất đối tác")
    heading = _("Đề xuất đối tác")
    lead = _("Sở Ngoại vụ xem xét từng đề xuất; kết quả hiện ở danh sách đề xuất của đơn vị.")
    button = _("Gửi đề xuất")
    done = _("Đã gửi đề xuất đến Sở Ngoại vụ.")
    success_url = reverse_lazy("partners:proposals")
    extra_context = {"back": reverse_lazy("partners:proposals")}

    def act_on(self, form: ProposalForm) -> None:
        """Put it before the department."""
        if self.sight.unit is None:
            raise Http404
        proposals.propose(self.sight.unit, form.proposed(), by=self.actor, at=clock.now())


class ProposalPage(BothSides, TemplateView):
    """One proposal and what came of it."""

    template_name = "partners/proposals/proposal.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the proposal; the department also what the register has that is like it."""
        rows = self.sight.proposals().select_related(
            "district", "proposed_by", "decided_by", "partner"
        )
        proposal = get_object_or_404(rows, pk=self.kwargs["pk"])
        waiting = proposal.state == ProposalState.WAITING
        may_decide = waiting and allows(self.actor, Permission.PARTNER_EDIT)
        facts = proposals.facts_of(proposal)
        found = register().doubles(all_names_of(facts), facts.country) if may_decide else []
        return super().get_context_data(**kwargs) | {
            "proposal": proposal,
            "country": name_of(proposal.country),
            "may_decide": may_decide,
            "likely": shown(found),
        }


class DecidePage(FormPage):
    """A decision on the proposal of the address."""

    @cached_property
    def proposal(self) -> PartnerProposal:
        """The proposal."""
        rows = PartnerProposal.objects.select_related("district")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the proposal."""
        return super().get_context_data(**kwargs) | {
            "about": self.proposal,
            "back": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        """Show the proposal."""
        return reverse("partners:proposal", args=[self.proposal.pk])


class Accept(DecidePage):
    """Make the partner, and begin the unit's relation with it."""

    form_class = Form
    heading = _("Tiếp nhận đề xuất")
    lead = _("Lập đối tác theo đề xuất và ghi quan hệ của đơn vị ở giai đoạn tìm hiểu.")
    button = _("Lập đối tác")
    done = _("Đã tiếp nhận đề xuất, lập đối tác và ghi quan hệ của đơn vị.")

    def act_on(self, form: Any) -> None:
        """Accept it, unless the register has the partner."""
        proposals.accept(self.proposal, although=self.although(), by=self.actor, at=clock.now())


class JoinTo(DecidePage):
    """The register has the partner already."""

    form_class = JoinForm
    heading = _("Gắn với đối tác đã có")
    button = _("Gắn với đối tác này")
    done = _("Đã gắn đề xuất với đối tác đã có và ghi quan hệ của đơn vị.")

    def act_on(self, form: JoinForm) -> None:
        """Join it."""
        proposals.join_to(self.proposal, **form.cleaned_data, by=self.actor, at=clock.now())


class Decline(DecidePage):
    """The department does not take it up, and says why."""

    form_class = DeclineForm
    heading = _("Không tiếp nhận đề xuất")
    button = _("Không tiếp nhận")
    done = _("Đã ghi ý kiến không tiếp nhận.")

    def act_on(self, form: DeclineForm) -> None:
        """Decline it."""
        proposals.decline(self.proposal, **form.cleaned_data, by=self.actor, at=clock.now())
