"""The recipient's own link: a page with a button, and behind it the one file. No sign-in."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views import View

from accounts import visitors
from accounts.fields import key_in
from deadlines import clock
from dispatches import serving
from dispatches.domain import abroad, receiving
from dispatches.domain.printing import PDF
from dispatches.errors import FileDamaged
from dispatches.models import Delivery

logger = logging.getLogger(__name__)
# A whole office may stand behind one address; who guesses needs far more (2^256).
REQUESTS, SECONDS = 60, 60
TEMPLATE = "dispatches/deliveries/receive.html"


@method_decorator(login_not_required, name="dispatch")
class Receive(View):
    """Look with GET, fetch with POST: programs that follow every link in a mail open nothing.

    The recipient abroad reads it in the language that the browser asks for, if no other was chosen.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those who ask too often; keep the page out of search engines and caches."""
        if _is_too_often(request):
            response: HttpResponseBase = render(request, TEMPLATE, {"trouble": "often"}, status=429)
        else:
            self.delivery = _found(kwargs["token"])
            with translation.override(_language(request, self.delivery)):
                response = super().dispatch(request, *args, **kwargs)
                response["Content-Language"] = translation.get_language()
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Say what there is, or that the link is dead."""
        delivery = self.delivery
        if not receiving.is_alive(delivery):
            return render(request, TEMPLATE, {"trouble": "dead"}, status=410)
        shown = {"delivery": delivery, "enclosures": receiving.enclosures(delivery)}
        return render(request, TEMPLATE, shown | _named(delivery))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Give the file, or the enclosure that was asked for, and note that it was opened."""
        delivery = self.delivery
        if not receiving.is_alive(delivery):
            return render(request, TEMPLATE, {"trouble": "dead"}, status=410)
        try:
            enclosed = key_in(request.POST.get("enclosed", "")) or 0
            content, name = receiving.content(delivery, enclosed)
        except FileDamaged:
            logger.exception("delivery %s: file damaged", delivery.pk)
            return render(request, TEMPLATE, {"trouble": "damaged"}, status=409)
        receiving.note_opening(delivery, by=None, at=clock.now())
        return serving.attachment(content, PDF, name)


def _found(token: str) -> Delivery:
    delivery = receiving.by_token(token)
    if delivery is None:
        raise Http404
    return delivery


def _language(request: HttpRequest, delivery: Delivery) -> str:
    """Return the language chosen by the button, or else abroad that of the browser.

    Who asks for neither reads English rather than Vietnamese.
    """
    chosen: str = request.LANGUAGE_CODE
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return chosen
    if not abroad.goes_abroad(delivery.dispatch):
        return chosen
    known = {code for code, _name in settings.LANGUAGES}
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    spoken = (code.partition("-")[0] for code, _weight in asked)
    return next((code for code in spoken if code in known), abroad.ENGLISH)


def _named(delivery: Delivery) -> dict[str, str]:
    """Return kind, recipient and subject in the language of the reader, as far as there are words.

    Abroad only: at home a document has its own names, whatever the language of the page.
    """
    dispatch = delivery.dispatch
    own = {"kind": dispatch.kind.name, "to": delivery.recipient, "subject": dispatch.subject}
    if translation.get_language() != abroad.ENGLISH or not abroad.goes_abroad(dispatch):
        return own
    english = abroad.in_english(delivery)
    subject = english.subject or dispatch.subject
    return {"kind": english.kind, "to": english.recipient, "subject": subject}


def _is_too_often(request: HttpRequest) -> bool:
    key = f"dispatches.receive.{visitors.address(request)}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > REQUESTS
    except ValueError:  # it ran out between the two
        return False
