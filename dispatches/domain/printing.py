"""From the letter's frozen content to the stored PDF."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from dispatches.domain import files
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState
from dispatches.layout import letter_html
from dispatches.letter import Letter
from dispatches.models import Dispatch, Enclosure, StoredFile
from dispatches.pdf import RenderError, render_pdf

PDF = "application/pdf"


def preview(letter: Letter, *, is_draft: bool = False) -> bytes:
    """Make the PDF of a letter as it stands, marked if it leaves as a draft; RenderError."""
    return render_pdf(letter_html(letter, is_draft=is_draft))


def build_pdf(dispatch: Dispatch, *, at: datetime) -> StoredFile:
    """Make and keep the PDF of an issued dispatch, or return the one it has; RenderError.

    Two builders at once do no harm: the first sets it, the second finds it set. DispatchRefused
    before issue.
    """
    require_state(dispatch, DispatchState.ISSUED)
    if dispatch.pdf:
        return dispatch.pdf
    letter = Letter.from_json(dispatch.letter or {})
    file = files.store(preview(letter), media_type=PDF, at=at)
    with transaction.atomic():
        if Dispatch.objects.filter(pk=dispatch.pk, pdf=None).update(pdf=file):
            record(by=SYSTEM, action="dispatch.printed", on=dispatch, at=at, sha256=file.sha256)
    dispatch.refresh_from_db(fields=["pdf"])
    return dispatch.pdf or file


def build_missing_pdfs(*, at: datetime) -> list[tuple[Dispatch, RenderError]]:
    """Make every PDF that is missing; return those that could not be made, each with the reason.

    It asks what is missing, so it may run at any time and as often as one likes.
    """
    failed = []
    issued = Dispatch.objects.filter(state=DispatchState.ISSUED, letter__isnull=False, pdf=None)
    for dispatch in issued.order_by("pk"):
        try:
            build_pdf(dispatch, at=at)
        except RenderError as error:
            failed.append((dispatch, error))
    for enclosure in _unprinted_enclosures():
        try:
            build_enclosed(enclosure, at=at)
        except RenderError as error:
            failed.append((enclosure.dispatch, error))
    return failed


def _unprinted_enclosures() -> QuerySet[Enclosure]:
    rows = Enclosure.objects.filter(pdf=None).select_related("dispatch", "document__pdf")
    return rows.order_by("pk")


def build_enclosed(enclosure: Enclosure, *, at: datetime) -> None:
    """Make and keep the PDF of what an issued dispatch encloses, if it has none; RenderError.

    A document that was issued by itself has its own already.
    """
    document = enclosure.document
    same = document and document.letter_digest == enclosure.letter_digest
    own = document.pdf if document and same else None
    letter = Letter.from_json(enclosure.letter or {})
    file = own
    if file is None:
        pdf = preview(letter, is_draft=enclosure.is_draft)
        file = files.store(pdf, media_type=PDF, at=at)
    with transaction.atomic():
        if Enclosure.objects.filter(pk=enclosure.pk, pdf=None).update(pdf=file):
            facts = {"target": enclosure.subject, "sha256": file.sha256}
            record(by=SYSTEM, action="dispatch.printed", on=enclosure.dispatch, at=at, **facts)
