"""A form whose answer shows a secret, this once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic import FormView

from accounts.access import PermissionRequired
from accounts.permissions import Permission
from consultations.errors import ConsultationRefused


class GiveSecret(PermissionRequired, FormView):
    """Makes something with a secret; `given` is the page that shows it, `refused_at` the field
    at which a refusal stands.
    """

    permission = Permission.INTEGRATION_MANAGE
    given: str
    refused_at: str

    def make(self, form: Any) -> tuple[Any, str]:
        """Make it; return it and its secret, or raise ConsultationRefused."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer directly, not by a redirect: the secret is kept nowhere, nor in the session."""
        try:
            made, secret = self.make(form)
        except ConsultationRefused as refusal:
            form.add_error(self.refused_at, str(refusal))
            return self.form_invalid(form)
        return render(self.request, self.given, {"made": made, "secret": secret})
