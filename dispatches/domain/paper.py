"""Entering what was issued on paper (văn bản ban hành trên giấy) into the outgoing register."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.domain import files, issuing, scans
from dispatches.domain.printing import PDF
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, DocumentKind, PaperRecord
from dispatches.uploads import Upload
from vietnamese.text import clean_line


@dataclass(frozen=True, kw_only=True)
class PaperDocument:
    """What the clerk reads off a document; `recipients` as printed, a line each."""

    kind: DocumentKind
    number: int
    symbol: str
    date: dt.date
    subject: str
    signed_by: str
    recipients: str


@transaction.atomic
def enter(
    document: PaperDocument, *, scan: Upload | None = None, by: Actor, at: dt.datetime
) -> Dispatch:
    """Enter a document with its scan, if there is one; it never changes afterwards.

    DispatchRefused as `issuing.register_paper` says, and if nobody signed it; UploadRefused for a
    scan that has no pages.
    """
    signed_by = clean_line(document.signed_by)
    if not signed_by:
        raise DispatchRefused(_("Đề nghị ghi người ký."))
    stored = files.store(scans.pdf_of(scan), media_type=PDF, at=at) if scan else None
    dispatch = issuing.register_paper(
        kind=document.kind,
        number=document.number,
        symbol=document.symbol,
        date=document.date,
        subject=document.subject,
        scan=stored,
        by=by,
        at=at,
    )
    lines = map(clean_line, document.recipients.splitlines())
    PaperRecord.objects.create(
        dispatch=dispatch,
        signed_by=signed_by,
        recipients="\n".join(line for line in lines if line),
        scan_name=scan.name if scan else "",
    )
    return dispatch
