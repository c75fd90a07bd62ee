"""What the pages of a round share."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView
from django.views.generic.base import ContextMixin

from accounts.access import PermissionRequired
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines import clock
from dispatches.errors import DispatchRefused

REFUSALS = (ConsultationRefused, DispatchRefused)


class RoundPage(PermissionRequired, ContextMixin):
    """A page of one round; `round_` is the round of the address."""

    @cached_property
    def round_(self) -> Round:
        rounds = Round.objects.with_course().select_related(
            "drafting_unit__agency", "signatory", "dispatch__pdf"
        )
        return get_object_or_404(rounds, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        return super().get_context_data(**kwargs) | {
            "round": self.round_,
            "stage": self.round_.stage(now),
            "now": now,
        }


class RoundForm(RoundPage, FormView):
    """A form about one round: the act refuses in words, which the form then shows."""

    done = ""

    def act(self, form: Any) -> None:
        """Do what the form asks; raises one of REFUSALS."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.act(form)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        return redirect("consultations:round", self.round_.pk).url


class RoundAct(RoundPage):
    """One act on a round by POST, and back to the round."""

    http_method_names = ["post"]
    done = ""

    def act(self) -> None:
        """Do it; raises one of REFUSALS."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.done)
        return redirect("consultations:round", self.round_.pk)
