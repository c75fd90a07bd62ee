"""Submission, approval and return (trình, duyệt, trả lại; Decree 30/2020/NĐ-CP, art. 11-13)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.domain import remarks
from dispatches.domain.drafting import make_draft
from dispatches.domain.transitions import move, require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from vietnamese.text import clean_text


def submit(dispatch: Dispatch, *, by: Actor, at: datetime) -> Dispatch:
    """Send a draft for approval, exactly as the caller has seen it."""
    require_state(dispatch, DispatchState.DRAFT)
    with transaction.atomic():
        move(
            dispatch,
            by=by,
            at=at,
            action="dispatch.submitted",
            changes={
                "state": DispatchState.SUBMITTED,
                "submitted_by": by.pk,
                "submitted_at": at,
                "return_reason": "",
            },
            digest=dispatch.letter_digest,
        )
        remarks.heed_all(dispatch, at=at)
    return dispatch


def approve(dispatch: Dispatch, *, digest: str, by: Actor, at: datetime) -> Dispatch:
    """Approve the text with that digest, the one that the approver has read.

    DispatchRefused if the text is another by now, or if the approver had a hand in it.
    """
    require_state(dispatch, DispatchState.SUBMITTED)
    if digest != dispatch.letter_digest:
        raise DispatchRefused(
            _("Nội dung đã thay đổi sau khi đồng chí mở xem. Đề nghị xem lại rồi duyệt.")
        )
    if had_a_hand(dispatch, by):
        raise DispatchRefused(_("Người soạn thảo hoặc trình văn bản không tự duyệt văn bản đó."))
    return move(
        dispatch,
        by=by,
        at=at,
        action="dispatch.approved",
        changes={
            "state": DispatchState.APPROVED,
            "approved_by": by.pk,
            "approved_at": at,
            "approved_digest": digest,
        },
        digest=digest,
    )


def send_back(dispatch: Dispatch, *, reason: str, by: Actor, at: datetime) -> Dispatch:
    """Return a submitted or approved dispatch to its drafter, who must learn why.

    Places that were filled when it was submitted are open again.
    """
    require_state(dispatch, DispatchState.SUBMITTED, DispatchState.APPROVED)
    reason = clean_text(reason).strip()
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do trả lại."))
    return make_draft(
        dispatch,
        by=by,
        at=at,
        action="dispatch.returned",
        changes={"return_reason": reason},
        reason=reason,
    )


def had_a_hand(dispatch: Dispatch, by: Actor) -> bool:
    """Whether a person drafted, last edited or submitted the dispatch."""
    return by.pk in (dispatch.created_by_id, dispatch.edited_by_id, dispatch.submitted_by_id)
