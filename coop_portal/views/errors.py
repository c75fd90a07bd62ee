"""Pages that say what went wrong and what to do next."""

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
WORTH_KEEPING = 20  # characters; shorter texts are choices and dates, quickly made again
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SECRET = ("password", "csrf", "token")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 if the request was refused for its size."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request, exception)
    return defaults.bad_request(request, exception)


def too_large(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413; nothing of the body is read."""
    return HttpResponse(render_to_string("413.html"), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 if the database does not answer: then the same step will do a little later.

    507 if the disk is full: somebody has to make room first.
    """
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        return HttpResponse(render_to_string("507.html"), status=507)
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose key is stale; what was typed is shown again, to be copied."""
    return render(request, "403_csrf.html", {"texts": _typed_texts(request)}, status=403)


def _typed_texts(request: HttpRequest) -> list[str]:
    # Only the browser itself sets this header: a form on another site cannot put words here.
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [
        text
        for name, text in request.POST.items()
        if isinstance(text, str)
        and len(text) >= WORTH_KEEPING
        and not any(word in name for word in SECRET)
    ]
