"""Signing in by a personal link, and having one sent again (liên kết cá nhân).

Programs that look through mail open every link: opening one changes nothing. The token stands in
the query and in the form, never in the path, which frameworks and proxies write into their logs.
"""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import FormView

from accounts.middleware import LIMITED
from accounts.visitors import address
from consultations.domain import link_requests, links
from consultations.forms.links import AskForLinkForm
from consultations.models import PersonalLink
from deadlines import clock
from outbox.tasks import ring

BACKEND = "django.contrib.auth.backends.ModelBackend"
HEADERS = {
    # Not «no-referrer»: browsers then send «Origin: null» with the form, which CSRF refuses.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
}


@method_decorator(login_not_required, name="dispatch")
class SignInByLink(View):
    """A page with a button; only the button signs in."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Name the person, the unit and the round."""
        token = request.GET.get("ma", "")
        return self._page(links.found(token, clock.now()), token)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Let the person in, to this part of this round."""
        link = links.found(request.POST.get("ma", ""), clock.now())
        if link is None:
            return self._page(None, "")
        if request.user != link.user or LIMITED in request.session:
            self._begin_session(link)
        return redirect("consultations:answer", link.consultee_id)

    def _begin_session(self, link: PersonalLink) -> None:
        self.request.session.flush()
        login(self.request, link.user, backend=BACKEND)
        self.request.session[LIMITED] = link.pk
        links.used(link, at=clock.now())

    def _page(self, link: PersonalLink | None, token: str) -> HttpResponse:
        page = render(
            self.request,
            "consultations/links/sign_in.html",
            {"link": link, "token": token, "now": clock.now()},
            status=200 if link else 404,
        )
        for name, value in HEADERS.items():
            page.headers[name] = value
        return page


@method_decorator(login_not_required, name="dispatch")
class AskForLink(FormView):
    """Asking for a new link; the answer is the same for every address."""

    form_class = AskForLinkForm
    template_name = "consultations/links/ask.html"

    def form_valid(self, form: AskForLinkForm) -> HttpResponse:
        """Note it, and say what is said to everybody."""
        link_requests.ask(
            form.cleaned_data["address"], visitor=address(self.request), at=clock.now()
        )
        ring("consultations.tick")
        return self.render_to_response(self.get_context_data(asked=True))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Keep the page out of search engines."""
        return super().render_to_response(context, headers={"X-Robots-Tag": "noindex"}, **kwargs)
