"""Checklists of what associations demand: kept by the administrator and by officers."""

from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches.domain import checklists
from dispatches.errors import DispatchRefused
from dispatches.filters import ChecklistFilters
from dispatches.forms.checklists import ChecklistForm, CopyForm, Demands
from dispatches.models import Checklist

ADDRESS = "dispatches:checklist"


def _page(checklist: Checklist) -> str:
    return reverse(ADDRESS, args=[checklist.pk])


class ChecklistList(ListPage):
    """All checklists."""

    permission = Permission.CHECKLIST_MANAGE
    template_name = "dispatches/checklists/list.html"
    filters = ChecklistFilters
    file_name = "danh-muc-yeu-cau"
    order = "name"
    empty = Empty(
        title=_("Chưa có danh mục yêu cầu"),
        text=_("Danh mục ghi những gì một tổ chức đòi hỏi và mẫu văn bản đáp ứng từng yêu cầu."),
        url=reverse_lazy("dispatches:add_checklist"),
        action=_("Lập danh mục"),
    )
    columns = (
        Column(
            name="name",
            label=_("Tên danh mục"),
            value=lambda c: c.name,
            order_by=("name",),
            url=_page,
        ),
        Column(name="code", label=_("Mã"), value=lambda c: c.code, order_by=("code",)),
        Column(name="demands", label=_("Số yêu cầu"), value=lambda c: c.demand_count, css="num"),
        Column(name="used", label=_("Số hồ sơ"), value=lambda c: c.dossier_count, css="num"),
    )

    def get_queryset(self) -> QuerySet[Checklist]:
        """Count along what each has and where it was used."""
        counts = {
            "demand_count": Count("demands", distinct=True),
            "dossier_count": Count("dossiers", distinct=True),
        }
        return Checklist.objects.annotate(**counts)


class OfChecklist(PermissionRequired):
    """A page of one checklist, a new one where the address names none."""

    permission = Permission.CHECKLIST_MANAGE

    @cached_property
    def checklist(self) -> Checklist:
        if "pk" not in self.kwargs:
            return Checklist()
        return get_object_or_404(Checklist, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"checklist": self.checklist}


class EditChecklist(OfChecklist, FormView):
    """Its facts and demands; read only once a dossier was opened with it."""

    template_name = "dispatches/checklists/edit.html"
    form_class = ChecklistForm
    success_url = reverse_lazy("dispatches:checklists")

    @cached_property
    def demands(self) -> Any:
        """The demands as typed, or as stored."""
        chosen: dict[str, Any] = {"form_kwargs": {"checklist": self.checklist}, "prefix": "demands"}
        if self.request.method == "POST":
            return Demands(self.request.POST, **chosen)
        return Demands(initial=self.stored_demands(), **chosen)

    def stored_demands(self) -> list[dict[str, Any]]:
        """Return the rows' first values."""
        return [vars(one) for one in checklists.demands_of(self.checklist)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"checklist": self.checklist}

    def get_initial(self) -> dict[str, Any]:
        one = self.checklist
        return {"code": one.code, "name": one.name, "source": one.source, **one.values}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "demands": self.demands,
            "demanded": checklists.demands_of(self.checklist),
            "is_used": checklists.is_used(self.checklist),
            "templates": self.own_templates(),
            "may_keep_templates": allows(self.actor, Permission.AGENCY_MANAGE),
        }

    def own_templates(self) -> Any:
        """Return the letters that are drafted for a dossier with this checklist."""
        if self.checklist.pk is None:
            return []
        return self.checklist.templates.select_related("kind").order_by("rank", "pk")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take facts and demands together, or show again what is wrong."""
        form = self.get_form()
        if not (form.is_valid() and self.demands.is_valid()):
            return self.form_invalid(form)
        demanded = self.demands.demands()
        try:
            checklists.keep(self.checklist, form.facts(), demanded, by=self.actor, at=clock.now())
        except DispatchRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.form_valid(form)


class CopyChecklist(OfChecklist, ActPage):
    """The next association's checklist, with all its letters, from one that is there."""

    template_name = "dispatches/checklists/copy.html"
    form_class = CopyForm
    refusals = (DispatchRefused,)
    done = _("Đã lập danh mục và các mẫu văn bản của nó. Đề nghị rà soát lời văn từng mẫu.")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.checklist.name}

    def act(self, form: CopyForm) -> None:
        self.made = checklists.copy(
            self.checklist, **form.cleaned_data, by=self.actor, at=clock.now()
        )

    def get_success_url(self) -> str:
        """Go on to the new one."""
        return _page(self.made)
