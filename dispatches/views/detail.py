"""A dispatch beside its PDF, with what may be done about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import guards, lint
from dispatches.domain.approval import had_a_hand
from dispatches.domain.course import course
from dispatches.enums import DispatchState
from dispatches.forms import ApprovalForm, ReturnForm
from dispatches.letter import Letter
from dispatches.views.base import DispatchPage

TEMPLATE = "dispatches/detail.html"


class WithPdf(DispatchPage):
    """The page itself, shown again by an act whose form was refused."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.document
        letter = Letter.from_json(document.letter) if document.letter else None
        return {
            "letter": letter,
            "findings": lint.findings(letter) if letter else (),
            "obstacles": self.obstacles(),
            "course": course(document),
            "approval_form": ApprovalForm(initial={"digest": document.letter_digest}),
            "return_form": ReturnForm(),
            "runs": document.runs.order_by("-pk"),
            "may_copy": self.may_copy(),
            **self.decisions(),
        } | super().get_context_data(**kwargs)

    def decisions(self) -> dict[str, bool]:
        """Return what this person may decide, and whether it is the person's own work."""
        user, state = self.actor, self.document.state
        approver = allows(user, Permission.DISPATCH_APPROVE)
        waiting = approver and state == DispatchState.SUBMITTED
        approved = state == DispatchState.APPROVED
        own_work = waiting and had_a_hand(self.document, user)
        return {
            "own_work": own_work,
            "may_approve": waiting and not own_work,
            "may_return": waiting or (approver and approved),
            "may_issue": approved and allows(user, Permission.DISPATCH_ISSUE),
        }

    def may_copy(self) -> bool:
        """Whether this person may make copies for many addressees of this dispatch."""
        document = self.document
        whole = document.state == DispatchState.ISSUED and bool(document.letter)
        return whole and allows(self.actor, Permission.DISPATCH_COPY)

    def obstacles(self) -> list[str]:
        """Return what other apps say against an issue now; nothing once it is issued."""
        if self.document.state == DispatchState.ISSUED:
            return []
        return guards.reasons(self.document, clock.now())


class DispatchDetail(WithPdf, TemplateResponseMixin):
    """Read a dispatch."""

    permission = Permission.DISPATCH_VIEW
    template_name = TEMPLATE

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())
