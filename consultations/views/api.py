"""The interface for other systems: JSON, read only, behind a key. See consultations.api_schema."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView

from consultations import api_schema
from consultations.api_schema import LARGEST_PAGE, USUAL_PAGE
from consultations.domain import api_tokens, published
from consultations.enums import Scope, Stage
from consultations.errors import KeyRefused
from consultations.models import Round
from deadlines import clock

PROBLEM = "application/problem+json"
LARGEST_KEY = 2**63 - 1
NOT_FOUND = KeyRefused(404, "There is no such call.")


@method_decorator(login_not_required, name="dispatch")
class ApiView(View):
    """An address that answers other systems; what it refuses is a problem document (RFC 9457)."""

    http_method_names = ["get", "head"]
    scope: Scope

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the key, then answer; an answer that the other side has is not sent again."""
        self.now = clock.now()
        try:
            if request.method not in ("GET", "HEAD"):
                raise KeyRefused(405, "The interface is read only.")
            api_tokens.admit(_bearer(request), self.scope, at=self.now, wall=clock.wall())
            return _unless_known(request, JsonResponse(self.document(**kwargs)))
        except KeyRefused as refusal:
            return _problem(refusal)

    def document(self, **kwargs: Any) -> published.Document:
        """Return what the address shows; raises KeyRefused."""
        raise NotImplementedError

    def round_(self, pk: int) -> Round:
        """The issued round of the address."""
        found = published.calls(at=self.now, stage=None, since=None).filter(pk=pk).first()
        if found is None:
            raise NOT_FOUND
        return found

    def page(
        self,
        rows: QuerySet,
        shown: Callable[[Any], published.Document],
        after: str,
        name: str,
    ) -> published.Document:
        """Return the rows behind the cursor, and the address of the next ones."""
        limit = self.number("limit", USUAL_PAGE, LARGEST_PAGE)
        cursor = self.number("cursor", 0, LARGEST_KEY)
        if cursor:
            rows = rows.filter(**{after: cursor})
        found = list(rows[: limit + 1])
        more = len(found) > limit
        return {
            "items": [shown(row) for row in found[:limit]],
            "next": self._next(getattr(found[limit - 1], name)) if more else None,
        }

    def number(self, name: str, usual: int, largest: int) -> int:
        """Return a number of the query."""
        text = self.request.GET.get(name, str(usual))
        if not (text.isascii() and text.isdigit()) or not len(text) < 20:
            raise KeyRefused(400, f"«{name}» is a whole number.")
        if name in self.request.GET and not 1 <= int(text) <= largest:
            raise KeyRefused(400, f"«{name}» lies between 1 and {largest}.")
        return int(text)

    def _next(self, cursor: int) -> str:
        query = self.request.GET.copy()
        query["cursor"] = str(cursor)
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode()}"


class Calls(ApiView):
    """All issued rounds."""

    scope = Scope.CALLS

    def document(self, **_kwargs: Any) -> published.Document:
        """Return a page of them."""
        rows = published.calls(at=self.now, stage=self._stage(), since=self._since())
        return self.page(rows, lambda row: published.call(row, self.now), "pk__lt", "pk")

    def _stage(self) -> Stage | None:
        code = self.request.GET.get("stage")
        if code is None:
            return None
        if code not in {stage.value for stage in published.STAGES}:
            raise KeyRefused(400, f"«stage» is one of {', '.join(published.STAGES)}.")
        return Stage(code)

    def _since(self) -> datetime | None:
        text = self.request.GET.get("since")
        if text is None:
            return None
        try:
            # «+» in an address is a blank, unless it was written %2B.
            moment = parse_datetime(text.replace(" ", "+"))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1900 < moment.year < 9000:
            raise KeyRefused(400, "«since» is a moment with its zone, as in RFC 3339.")
        return moment


class Call(ApiView):
    """One round."""

    scope = Scope.CALLS

    def document(self, **kwargs: Any) -> published.Document:
        """Return it whole."""
        return published.whole_call(self.round_(kwargs["pk"]), self.now)


class Consultees(ApiView):
    """The units asked in a round."""

    scope = Scope.OUTCOMES

    def document(self, **kwargs: Any) -> published.Document:
        """Return a page of them."""
        rows = published.consultees(self.round_(kwargs["pk"]))
        return self.page(rows, published.consultee, "position__gt", "position")


@method_decorator(login_not_required, name="dispatch")
class OpenApi(View):
    """The description itself; it says nothing of what is in the portal."""

    http_method_names = ["get"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Return it."""
        document = api_schema.schema(settings.SITE_URL)
        return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


@method_decorator(login_not_required, name="dispatch")
class ApiPage(TemplateView):
    """The description for people."""

    http_method_names = ["get"]
    template_name = "consultations/integrations/api.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the parts of the description."""
        document = api_schema.schema(settings.SITE_URL)
        return super().get_context_data(**kwargs) | {
            "document": document,
            "operations": [(path, each["get"]) for path, each in document["paths"].items()],
            # As pairs: a field may be named «items», which a template would take for the method.
            "schemas": [
                (name, list(each["properties"].items()))
                for name, each in document["components"]["schemas"].items()
            ],
        }


def _bearer(request: HttpRequest) -> str:
    kind, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    tag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    if tag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        answer = HttpResponseNotModified()
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _problem(refusal: KeyRefused) -> HttpResponse:
    status = HTTPStatus(refusal.status)
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(refusal),
    }
    answer = JsonResponse(document, status=status, content_type=PROBLEM)
    answer.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer.headers["Retry-After"] = "60"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = "GET, HEAD"
    return answer
