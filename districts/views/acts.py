"""Acts of reorganisation: the list, one act, entering one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from districts.domain import reorganising
from districts.domain.composing import compose
from districts.enums import SuccessionKind
from districts.errors import ActRefused, DistrictRefused
from districts.forms.acts import ActForm
from districts.models import District, Reorganisation
from districts.rules.acts import Act


class ActFilters(Filters):
    """Acts by their title and basis."""

    search_in = ["folded_text"]


class ActList(ListPage):
    """The acts of reorganisation, newest first."""

    permission = Permission.UNIT_VIEW
    template_name = "districts/acts/list.html"
    filters = ActFilters
    order = "-on"
    file_name = "sap-xep-don-vi"
    empty = Empty(
        title=_("Chưa ghi việc sắp xếp đơn vị nào"),
        text=_("Khi có nghị quyết đổi tên, nhập, chia, tách đơn vị, ghi tại đây."),
    )
    columns = [
        Column(name="on", label=_("Từ ngày"), value=lambda act: act.on, order_by=("on",)),
        Column(
            name="title",
            label=_("Nội dung sắp xếp"),
            value=lambda act: act.title,
            order_by=("title",),
            url=lambda act: reverse("districts:act", args=[act.pk]),
        ),
        Column(name="basis", label=_("Căn cứ"), value=lambda act: act.basis),
        Column(name="to_check", label=_("Cần đối chiếu"), value=lambda act: act.to_check),
    ]

    def get_queryset(self) -> QuerySet[Reorganisation]:
        """Return all acts."""
        return Reorganisation.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the reader may enter acts."""
        may_edit = allows(self.request.user, Permission.UNIT_EDIT)
        return super().get_context_data(**kwargs) | {"may_edit": may_edit}


class ActOne(PermissionRequired, TemplateView):
    """One act with the units that it ended and began."""

    permission = Permission.UNIT_VIEW
    template_name = "districts/acts/act.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the act and its successions."""
        act = get_object_or_404(Reorganisation, pk=self.kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "act": act,
            "steps": act.successions.select_related("predecessor", "successor"),
            "may_edit": allows(self.request.user, Permission.UNIT_EDIT),
            "in_force": act.on <= clock.today(),
        }


class EnterAct(ActPage):
    """An act is entered: form, check page, confirmation."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)
    form_class = ActForm
    template_name = "districts/acts/new.html"
    done = _("Đã ghi việc sắp xếp đơn vị.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units that have no end yet."""
        units = District.objects.filter(valid_to__isnull=True).order_by("rank", "sort_key")
        return super().get_form_kwargs() | {"units": units}

    def form_valid(self, form: ActForm) -> HttpResponse:
        """Show what will be, and act only after that; «sửa lại» shows the form again."""
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            act = compose(form.facts(), form.endings())
            reasons = reorganising.what_is_wrong(act)
        except ActRefused as refusal:
            reasons = refusal.reasons
        for reason in reasons:
            form.add_error(None, reason)
        if reasons:
            return self.form_invalid(form)
        if "confirm" in self.request.POST:
            return super().form_valid(form)
        return self._check_page(form, act)

    def act(self, form: ActForm) -> None:
        """Enter it."""
        act = compose(form.facts(), form.endings())
        self.made = reorganising.reorganise(act, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the act."""
        return reverse("districts:act", args=[self.made.pk])

    def _check_page(self, form: ActForm, act: Act) -> HttpResponse:
        names = {unit.code: unit.full_name for unit in District.objects.all()}
        names |= {unit.code: unit.full_name for unit in act.new}
        context = self.get_context_data(
            form=form,
            act=act,
            steps=[
                (names[link.predecessor], SuccessionKind(link.kind).label, names[link.successor])
                for link in act.links
            ],
        )
        self.template_name = "districts/acts/check.html"
        return self.render_to_response(context)
