"""A dispatch beside its PDF, with what may be done about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from deadlines.value import HANOI
from dispatches import guards, lint
from dispatches.domain.approval import had_a_hand
from dispatches.domain.course import course
from dispatches.enums import DispatchState
from dispatches.forms import ApprovalForm, ReturnForm
from dispatches.letter import Letter
from dispatches.views.base import DispatchPage


class DispatchDetailPage(DispatchPage, TemplateResponseMixin):
    """The page itself, shown again by the acts whose form was refused."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.document
        letter = Letter.from_json(document.letter) if document.letter else None
        approver = allows(self.request.user, Permission.DISPATCH_APPROVE)
        submitted = document.state == DispatchState.SUBMITTED
        approved = document.state == DispatchState.APPROVED
        return {
            "letter": letter,
            "findings": lint.findings(letter) if letter else (),
            "obstacles": self.obstacles(),
            "course": course(document),
            "own_work": approver and submitted and had_a_hand(document, self.request.user),
            "may_approve": approver and submitted and not had_a_hand(document, self.request.user),
            "may_return": approver and (submitted or approved),
            "may_issue": approved and allows(self.request.user, Permission.DISPATCH_ISSUE),
            "approval_form": ApprovalForm(initial={"digest": document.letter_digest}),
            "return_form": ReturnForm(),
        } | super().get_context_data(**kwargs)

    def obstacles(self) -> list[str]:
        """Return what other apps say against an issue today; nothing once it is issued."""
        if self.document.state == DispatchState.ISSUED:
            return []
        return guards.reasons(self.document, clock.now().astimezone(HANOI).date())


class DispatchDetail(DispatchDetailPage):
    """Read a dispatch."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())
