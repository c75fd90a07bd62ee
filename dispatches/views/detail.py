"""A dispatch beside its PDF, with what may be done about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import TemplateResponseMixin

from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import cautions, guards, lint, matters
from dispatches.domain import checking, exporting, signed_copies
from dispatches.domain.amending import may_be_corrected, may_be_replaced
from dispatches.domain.approval import had_a_hand
from dispatches.domain.course import course
from dispatches.domain.deliveries import may_be_sent
from dispatches.domain.dossiers import dossiers_with
from dispatches.domain.enclosing import leaves_with_its_original
from dispatches.domain.filling_in import filled
from dispatches.domain.linking import links_of
from dispatches.domain.remarks import Spot
from dispatches.domain.runs import has_copies
from dispatches.domain.sent_figures import Figures, figures
from dispatches.domain.suggested_wording import is_suggested
from dispatches.enums import IN_WORK, DispatchState
from dispatches.forms.acts import ApprovalForm, ReturnForm
from dispatches.letter import Letter
from dispatches.views.base import DispatchPage
from dispatches.views.remarking import Remarkable, remarkable
from dispatches.views.signed_file import shown

TEMPLATE = "dispatches/detail.html"


class WithPdf(DispatchPage):
    """The page itself, shown again by an act whose form was refused."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.document
        letter = filled(document) if document.letter else None
        return {
            "letter": letter,
            "findings": self.findings(letter),
            "suggested": is_suggested(document),
            "obstacles": self.obstacles(),
            "cautions": self.cautions(),
            "remarks": document.remarks.filter(heeded_at=None).select_related("made_by"),
            "matter": matters.of(document),
            "course": course(document),
            "links": links_of(document),
            "translations": document.translations.select_related("translates__cancellation")
            .defer("letter", "translates__letter")
            .order_by("pk"),
            "dossiers": dossiers_with(document),
            "enclosures": document.enclosures.defer("letter").order_by("ordinal"),
            "enclosed_in": document.enclosed_in.select_related("dispatch").defer("letter"),
            "may_link": allows(self.actor, Permission.DOCUMENT_LINK),
            "may_write": self.may_write(),
            **self.followers(),
            "may_handle": self.may_handle(),
            "cancellation": document.cancelled_by_number,
            "approval_form": ApprovalForm(initial={"digest": document.letter_digest}),
            "return_form": ReturnForm(),
            "remarkable": self.remarkable({}),
            "runs": document.runs.order_by("-pk"),
            "may_copy": self.may_copy(),
            "may_exchange": self.may_exchange(),
            "sent": self.sent(),
            "may_send": self.may_send(),
            "signed": shown(document),
            "may_sign": self.may_sign(),
            **self.decisions(),
        } | super().get_context_data(**kwargs)

    def remarkable(self, typed: Mapping[Spot, str]) -> list[Remarkable]:
        """Return the blocks that a return may remark on, with what was typed at them."""
        if not self.document.letter:
            return []
        return list(remarkable(Letter.from_json(self.document.letter), typed))

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
            "may_issue": approved
            and self.document.is_numbered
            and allows(user, Permission.DISPATCH_ISSUE),
        }

    def followers(self) -> dict[str, bool]:
        """Return which documents that follow this one this person may begin."""
        drafts = allows(self.actor, Permission.DISPATCH_EDIT)
        return {
            "may_correct": drafts and may_be_corrected(self.document),
            "may_replace": drafts and may_be_replaced(self.document),
        }

    def sent(self) -> Figures | None:
        """Return how the sending stands; None for what cannot be sent from a page."""
        if self.document.state != DispatchState.ISSUED or self.document.letter is None:
            return None
        if self.document.translates_id and leaves_with_its_original(self.document):
            return None
        return figures(self.document)

    def may_send(self) -> bool:
        """Whether this person decides how the document goes to its recipients."""
        return allows(self.actor, Permission.DISPATCH_DELIVER) and may_be_sent(self.document)

    def may_copy(self) -> bool:
        """Whether this person may make copies for many addressees of this dispatch."""
        return (
            allows(self.actor, Permission.DISPATCH_COPY)
            and self.document.state == DispatchState.ISSUED
            and has_copies(self.document)
        )

    def may_exchange(self) -> bool:
        """Whether this person may take the dispatch as a message for other systems."""
        return allows(self.actor, Permission.DISPATCH_EXCHANGE) and not exporting.why_not(
            self.document
        )

    def may_sign(self) -> bool:
        """Whether this person may upload the signed file of this dispatch."""
        allowed = allows(self.actor, Permission.DISPATCH_SIGNED_COPY)
        return allowed and signed_copies.is_signable(self.document)

    def may_handle(self) -> bool:
        """Whether this person notes what became of the document, and may cancel it."""
        issued = self.document.state == DispatchState.ISSUED and self.document.is_numbered
        return issued and allows(self.actor, Permission.DISPATCH_ISSUE)

    def may_write(self) -> bool:
        """Whether this person may change the text here: it is no other app's, and in work."""
        return (
            allows(self.actor, Permission.DISPATCH_EDIT)
            and self.document.letter is not None
            and self.document.state in IN_WORK
            and matters.of(self.document) is None
        )

    def findings(self, letter: Letter | None) -> Sequence[lint.Finding]:
        """Return what the wording wants looked at again; nothing once it can no longer change."""
        if letter is None or self.document.state not in IN_WORK:
            return ()
        return checking.findings(letter, on=clock.today())

    def obstacles(self) -> list[str]:
        """Return what other apps say against an issue now; nothing once that is past."""
        if self.document.state not in IN_WORK:
            return []
        return guards.reasons(self.document, clock.now())

    def cautions(self) -> list[str]:
        """Return what other apps find unusual in it; nothing once it is issued."""
        if self.document.state == DispatchState.ISSUED:
            return []
        return cautions.of(self.document, clock.now())


class DispatchDetail(WithPdf, TemplateResponseMixin):
    """Read a dispatch."""

    permission = Permission.DISPATCH_VIEW
    template_name = TEMPLATE

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())
