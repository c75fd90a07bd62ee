"""Drafting (soạn thảo văn bản; Decree 30/2020/NĐ-CP, art. 10)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import SYSTEM, Actor
from accounts.domain.audit import record
from dispatches.domain import remarks
from dispatches.domain.transitions import move, require_state
from dispatches.domain.versions import before_filling, keep_version
from dispatches.enums import IN_WORK, DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import SUBJECT_LIMIT, Dispatch, DocumentKind
from vietnamese.text import fold

NOT_SUBMITTED: dict[str, Any] = {
    "state": DispatchState.DRAFT,
    "submitted_by": None,
    "submitted_at": None,
    "approved_by": None,
    "approved_at": None,
    "approved_digest": "",
}


def draft(
    *,
    kind: DocumentKind,
    letter: Letter,
    translates: Dispatch | None = None,
    by: Actor,
    at: datetime,
) -> Dispatch:
    """Begin a dispatch; DispatchRefused if the letter does not fit the register.

    A translation names its original, of which there is one only: what is itself a translation, or
    is issued or discarded, gets none.
    """
    if translates and translates.translates_id:
        raise DispatchRefused(_("Bản dịch chỉ lập được cho bản chính."))
    if translates:
        require_state(translates, *IN_WORK)
    with transaction.atomic():
        dispatch = Dispatch.objects.create(
            agency_id=kind.agency_id,
            kind=kind,
            book=kind.book,
            translates=translates,
            created_by_id=by.pk,
            created_at=at,
            edited_by_id=by.pk,
            **_text(letter),
        )
        record(by=by, action="dispatch.drafted", on=dispatch, at=at, digest=dispatch.letter_digest)
        keep_version(dispatch, by=by, at=at)
    return dispatch


@transaction.atomic
def draft_once(*, kind: DocumentKind, letter: Letter, by: Actor, at: datetime) -> Dispatch:
    """Begin a dispatch, or return the draft of the very same text that the person has begun.

    A button that is pressed twice makes one draft: the kind's row is locked, the second waits.
    """
    DocumentKind.objects.select_for_update().get(pk=kind.pk)
    begun = Dispatch.objects.filter(kind=kind, state=DispatchState.DRAFT, created_by_id=by.pk)
    same = begun.filter(letter_digest=letter.digest()).order_by("pk").first()
    return same or draft(kind=kind, letter=letter, by=by, at=at)


def revise(
    dispatch: Dispatch, letter: Letter, *, fills: bool = False, by: Actor, at: datetime
) -> Dispatch:
    """Replace the text; a submission or an approval of the old text falls with it.

    `fills` says that the new text is the old one with its places filled. The same text again
    changes nothing. What the portal revises keeps the hand of the person before, who must not
    approve it. DispatchRefused once the dispatch is issued or discarded.
    """
    require_state(dispatch, *IN_WORK)
    if letter.digest() == dispatch.letter_digest:
        return dispatch
    before = Letter.from_json(dispatch.letter or {})
    with transaction.atomic():
        move(
            dispatch,
            by=by,
            at=at,
            action="dispatch.revised",
            changes=NOT_SUBMITTED | _text(letter) | ({"edited_by": by.pk} if by.pk else {}),
            digest=letter.digest(),
            dropped=dispatch.state,
        )
        keep_version(dispatch, fills_last=fills, by=by, at=at)
        remarks.follow(dispatch, before, letter, at=at)
    return dispatch


def withdraw(dispatch: Dispatch, *, by: Actor, at: datetime) -> Dispatch:
    """Take back a submission or an approval, because something beside the text has changed.

    A draft stays as it is. DispatchRefused once the dispatch is issued.
    """
    require_state(dispatch, *IN_WORK)
    if dispatch.state == DispatchState.DRAFT:
        return dispatch
    return make_draft(
        dispatch,
        by=by,
        at=at,
        action="dispatch.withdrawn",
        changes={"edited_by": by.pk},
        dropped=dispatch.state,
    )


@transaction.atomic
def make_draft(
    dispatch: Dispatch,
    *,
    by: Actor,
    at: datetime,
    action: str,
    changes: dict[str, Any],
    **data: Any,
) -> Dispatch:
    """Make a submitted dispatch a draft again; places that its submission filled are open again.

    Else a value that was wrong could be corrected where it was entered, but not in the letter.
    """
    opened = before_filling(dispatch)
    text = _text(Letter.from_json(opened.letter)) if opened else {}
    move(dispatch, by=by, at=at, action=action, changes=NOT_SUBMITTED | text | changes, **data)
    if opened:
        keep_version(dispatch, by=opened.written_by or SYSTEM, at=at)
    return dispatch


def search_key(full_number: str, subject: str) -> str:
    """Fold what a list is searched by."""
    return fold(f"{full_number} {subject}")


def _text(letter: Letter) -> dict[str, Any]:
    if letter.number is not None or letter.date is not None:
        raise ValueError("a draft has neither number nor date")
    if len(letter.subject) > SUBJECT_LIMIT:
        raise DispatchRefused(
            _("Trích yếu dài %(length)d ký tự, quá %(limit)d ký tự cho phép.")
            % {"length": len(letter.subject), "limit": SUBJECT_LIMIT}
        )
    return {
        "symbol": letter.symbol,
        "subject": letter.subject,
        "search_key": search_key(letter.symbol, letter.subject),
        "letter": letter.to_json(),
        "letter_digest": letter.digest(),
    }
