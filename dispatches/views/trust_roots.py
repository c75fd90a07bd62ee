"""Pages on which the administrator keeps the authorities whose signatures count."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.domain import trust_roots
from dispatches.errors import DispatchRefused
from dispatches.forms.signing import TrustRootForm, WithdrawRootForm
from dispatches.models import TrustRoot


class TrustRoots(PermissionRequired, TemplateView):
    """All of them, the withdrawn ones last."""

    permission = Permission.TRUST_MANAGE
    template_name = "dispatches/signing/roots.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roots = TrustRoot.objects.select_related("added_by", "withdrawn_by")
        return super().get_context_data(**kwargs) | {
            "trusted": roots.filter(withdrawn_at=None),
            "withdrawn": roots.exclude(withdrawn_at=None),
        }


class AddTrustRoot(ActPage):
    """Choose a file, compare what it says, confirm."""

    permission = Permission.TRUST_MANAGE
    template_name = "dispatches/signing/add_root.html"
    refusals = (DispatchRefused,)
    form_class = TrustRootForm
    done = _("Đã thêm chứng thư gốc tin cậy.")
    success_url = reverse_lazy("dispatches:trust_roots")

    def form_valid(self, form: TrustRootForm) -> HttpResponse:
        """Add a certificate that the person has seen; show one that is new."""
        certificate = form.cleaned_data["certificate"]
        if form.cleaned_data["seen"] == certificate.sha256:
            return super().form_valid(form)
        try:
            trust_roots.require_authority(certificate, at=clock.now())
        except DispatchRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        seen = {"text": certificate.pem, "seen": certificate.sha256}
        again = self.form_class(initial=seen)
        return self.render_to_response(self.get_context_data(form=again, certificate=certificate))

    def act(self, form: TrustRootForm) -> None:
        trust_roots.add(form.cleaned_data["certificate"], by=self.actor, at=clock.now())


class WithdrawTrustRoot(ActPage):
    """Trust one no more."""

    permission = Permission.TRUST_MANAGE
    template_name = "dispatches/signing/withdraw_root.html"
    refusals = (DispatchRefused,)
    form_class = WithdrawRootForm
    done = _("Đã gỡ chứng thư gốc.")
    success_url = reverse_lazy("dispatches:trust_roots")

    @cached_property
    def root(self) -> TrustRoot:
        return get_object_or_404(TrustRoot.objects.filter(withdrawn_at=None), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"root": self.root}

    def act(self, form: WithdrawRootForm) -> None:
        reason = form.cleaned_data["reason"]
        trust_roots.withdraw(self.root, reason=reason, by=self.actor, at=clock.now())
