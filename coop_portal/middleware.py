"""What happens around every request."""

from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from outbox import tasks

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = ("GET", "HEAD", "POST")
OUR_CHARSET = "utf-8"


class RefuseMalformed:
    """Refuses what no page of the portal sends and what would break further in.

    A form's charset is whatever codec its header names, and some of those decode to text that no
    database takes; PostgreSQL takes no NUL, which an address or a cookie can hold past every form;
    a file is written to disk while it comes in, before anybody has looked at its size; and Django's
    form views take PUT for POST.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or 400, 405 for another method, 413 if it is too large."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.BODY_LIMIT:
            raise RequestDataTooBig
        if (request.content_params or {}).get("charset", OUR_CHARSET).lower() != OUR_CHARSET:
            raise BadRequest("charset")
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            raise BadRequest("NUL")
        return self._get_response(request)


class KeepToItself:
    """Gives no device to a page and no response to another site (ASVS 5, V3.4.6 and V3.5.8)."""

    HEADERS: ClassVar[dict[str, str]] = {
        "Permissions-Policy": (
            "camera=(), display-capture=(), geolocation=(), microphone=(), usb=()"
        ),
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with these headers."""
        response = self._get_response(request)
        for name, value in self.HEADERS.items():
            response.headers[name] = value
        return response


class RingOutbox:
    """Let mail that a request wrote leave at once instead of with beat's next sweep.

    Here the request's transactions are over, so the worker sees their rows; the domain only writes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then ring if it may have written."""
        response = self._get_response(request)
        if request.method not in SAFE_METHODS and response.status_code < 400:
            tasks.ring()
        return response


class ChosenLanguage:
    """Vietnamese, unless the reader chose another language with the portal's own button.

    What the browser would accept does not count: office computers in Viet Nam often speak English,
    and their users still read administrative Vietnamese.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language and say which it is."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = {code for code, _name in settings.LANGUAGES}
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
