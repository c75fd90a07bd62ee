"""Moving what is open for a unit that has ended: choose, check, confirm."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from districts.domain import transferring
from districts.domain.lineage import successors_on
from districts.domain.units import exists_on, units_on
from districts.errors import DistrictRefused
from districts.forms.transfer import TransferForm
from districts.models import District


class Transfer(ActPage):
    """What is open for the unit goes to those that take its place."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)
    form_class = TransferForm
    template_name = "districts/transfer/choose.html"

    @cached_property
    def unit(self) -> District:
        """The unit of the address."""
        return get_object_or_404(District, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what is open and who may take it over."""
        today = clock.today()
        return super().get_form_kwargs() | {
            "found": transferring.open_holdings(self.unit, today),
            "followers": successors_on(self.unit, today),
            "others": list(units_on(today)),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the unit, and whether it still exists."""
        return super().get_context_data(**kwargs) | {
            "unit": self.unit,
            "exists": exists_on(self.unit, clock.today()),
        }

    def form_valid(self, form: TransferForm) -> HttpResponse:
        """Show what would come of it before anything is moved."""
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" in self.request.POST:
            return super().form_valid(form)
        try:
            trials = transferring.try_out(self.unit, form.choices(), by=self.actor, at=clock.now())
        except DistrictRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        self.template_name = "districts/transfer/check.html"
        refused = sum(bool(trial.refusal) for trial in trials)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                trials=trials,
                refused=refused,
                shares=transferring.shares(trials),
                staying=self._open(form) - len({(t.kind.code, t.holding.pk) for t in trials}),
            )
        )

    def _open(self, form: TransferForm) -> int:
        return sum(len(kind.holdings) for kind in form.movable())

    def act(self, form: TransferForm) -> None:
        """Move them all."""
        moved = transferring.transfer(self.unit, form.choices(), by=self.actor, at=clock.now())
        done = ngettext("Đã chuyển %(n)d việc.", "Đã chuyển %(n)d việc.", moved) % {"n": moved}
        messages.success(self.request, done)

    def get_success_url(self) -> str:
        """Show the unit."""
        return reverse("districts:unit", args=[self.unit.pk])
