"""What happens around every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from outbox import tasks

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


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
