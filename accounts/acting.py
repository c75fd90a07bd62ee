"""Pages that do one thing: the form asks, the domain acts, or refuses in words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from accounts.access import PermissionRequired
from accounts.columns import Text


class ActPage(PermissionRequired, FormView):
    """A form for one act; what the domain refuses stands above the form as it was typed."""

    refusals: tuple[type[Exception], ...] = ()
    done: Text = ""

    def act(self, form: Any) -> None:
        """Do what the form asks; raises one of `refusals`."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Act, then say so and go on."""
        try:
            self.act(form)
        except self.refusals as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, str(self.done))
        return super().form_valid(form)


class ActButton(PermissionRequired):
    """A button for one act that needs no form."""

    http_method_names = ["post"]
    refusals: tuple[type[Exception], ...] = ()
    done: Text
    success_url: Text

    def act(self) -> None:
        """Do what the button says; raises one of `refusals`."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Act, say what came of it, and go on."""
        try:
            self.act()
        except self.refusals as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(self.done))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Return where to go on."""
        return str(self.success_url)
