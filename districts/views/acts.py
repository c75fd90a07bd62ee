"""Acts of reorganisation: the list, one act, entering one."""

from functools import cached_property
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
from districts.domain.act_corrections import correct_act
from districts.domain.composing import compose
from districts.domain.successions import add_successors
from districts.domain.units import units_on
from districts.enums import SuccessionKind
from districts.errors import ActRefused, DistrictRefused
from districts.forms.acts import WORDS, ActForm, CorrectionForm, SuccessorsForm
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


class OfAct(ActPage):
    """Something that is entered about the act of the address."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)

    @cached_property
    def entered(self) -> Reorganisation:
        """The act of the address."""
        return get_object_or_404(Reorganisation, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the act."""
        return super().get_context_data(**kwargs) | {"act": self.entered}

    def get_success_url(self) -> str:
        """Show the act."""
        return reverse("districts:act", args=[self.entered.pk])


class CorrectAct(OfAct):
    """What an act says is put right, with the reason."""

    form_class = CorrectionForm
    template_name = "districts/acts/change.html"
    done = _("Đã đính chính việc sắp xếp đơn vị.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was written."""
        return {name: getattr(self.entered, name) for name in WORDS}

    def act(self, form: CorrectionForm) -> None:
        """Put it right."""
        reason = form.cleaned_data["reason"]
        correct_act(self.entered, form.words(), reason=reason, by=self.actor, at=clock.now())


class AddSuccessors(OfAct):
    """Units that follow one of the act's, which were not known when it was entered."""

    form_class = SuccessorsForm
    template_name = "districts/acts/successors.html"
    done = _("Đã bổ sung đơn vị kế thừa.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units that the act ended, and the local units of its day."""
        ended = District.objects.filter(successions__act=self.entered).distinct()
        return super().get_form_kwargs() | {"units": ended, "successors": units_on(self.entered.on)}

    def act(self, form: SuccessorsForm) -> None:
        """Add them."""
        data = form.cleaned_data
        add_successors(
            data["unit"],
            list(data["successors"]),
            kind=SuccessionKind(data["kind"]),
            by=self.actor,
            at=clock.now(),
        )


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
