"""The receipt of an answer as PDF (phiếu tiếp nhận ý kiến)."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from consultations.models import Response
from dispatches.domain import files
from dispatches.models import StoredFile
from dispatches.pdf import render_pdf

PDF = "application/pdf"


def build_due_receipts(at: datetime) -> int:
    """Make the receipt of every answer that has none yet; return how many."""
    due = Response.objects.filter(receipt_pdf__isnull=True)
    return sum(bool(build_receipt(response, at=at)) for response in due)


def build_receipt(response: Response, *, at: datetime) -> StoredFile:
    """Make and keep the receipt, or return the one there is; a function of the answer alone."""
    html = receipt_html(response)
    file = files.store(render_pdf(html), media_type=PDF, at=at)
    with transaction.atomic():
        if Response.objects.filter(pk=response.pk, receipt_pdf=None).update(receipt_pdf=file):
            record(
                by=SYSTEM,
                action="response.receipt_printed",
                on=response.consultee,
                at=at,
                sha256=file.sha256,
            )
    return file


def receipt_html(response: Response) -> str:
    """Lay out the receipt: number, Hanoi time, each opinion as typed, the hash."""
    consultee = response.consultee
    return render_to_string(
        "consultations/receipt/receipt.html",
        {
            "response": response,
            "consultee": consultee,
            "round": consultee.round,
            "dispatch": consultee.round.dispatch,
            "comments": response.comments.select_related("content").order_by("content__ordinal"),
            "files": response.response_files.select_related("file"),
        },
    )
