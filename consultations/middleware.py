"""What a session may do that began with a personal link: its unit's part in its round, no more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.middleware import BEGAN_AT, LIMITED
from consultations.domain import links
from deadlines import clock

LONGEST = timedelta(hours=2)
# The pages of a unit's part in one round; their addresses name it as `consultee`.
OF_THE_PART = frozenset(
    f"consultations:{name}"
    for name in (
        "answer",
        "answer_save",
        "agree_to_all",
        "keep_earlier",
        "save_and_go",
        "hand_in",
        "give_back",
        "handed_in",
        "answer_begin",
        "answer_conflict",
        "answer_check",
        "call_pdf",
        "ask_offices",
        "revoke_asking",
        "unit_letter",
        "unit_letter_pdf",
        "unit_letter_docx",
        "unit_letter_remove",
        "take_over",
        "attach",
        "detach",
        "answer_file",
        "receipt",
        "receipt_pdf",
    )
)
EVERYBODYS = frozenset({"accounts:sign_out", "set_language", "health"})
# Whoever stands there comes without the session: to sign in, or with another link.
WITHOUT_IT = frozenset(
    {
        "accounts:sign_in",
        "consultations:link",
        "consultations:ask_for_link",
        "consultations:contribute",
    }
)


class KeepToLink:
    """Leads whoever came by a personal link to sign in, wherever the link does not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the given handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand on; the question is asked when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """End a session whose link is void; refuse what is not the link's."""
        if LIMITED not in request.session:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        link = links.kept(request.session[LIMITED], clock.now())
        if link is None or link.user_id != request.user.pk or _is_over(request):
            logout(request)  # the doors behind ask to sign in
            return None
        if name in WITHOUT_IT:
            request.user = AnonymousUser()
            return None
        if name in EVERYBODYS:
            return None
        if name in OF_THE_PART and kwargs.get("consultee") == link.consultee_id:
            return None
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _is_over(request: HttpRequest) -> bool:
    age = clock.wall().timestamp() - request.session.get(BEGAN_AT, 0)
    return age > LONGEST.total_seconds()
