"""The receipt of an answer as PDF (phiếu tiếp nhận ý kiến)."""

import logging
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.actors import SYSTEM
from accounts.domain.audit import record
from consultations.domain import unit_letters
from consultations.domain.answer_table import document_of
from consultations.models import Response
from deadlines.value import day_in_hanoi
from dispatches.domain import files
from dispatches.domain.printing import PDF
from dispatches.letter import Letter
from dispatches.models import StoredFile
from dispatches.pdf import RenderError, render_pdf
from vietnamese.dates import long_date

logger = logging.getLogger(__name__)


def build_due_receipts(at: datetime) -> int:
    """Make the receipt of every answer that has none yet; return how many.

    One that cannot be laid out is left for the next time and holds up no other.
    """
    made = 0
    for response in Response.versions.filter(receipt_pdf__isnull=True):
        try:
            build_receipt(response, at=at)
        except RenderError as error:
            logger.error("receipt %s: %s %s", response.receipt, error, error.detail)
        else:
            made += 1
    return made


def build_receipt(response: Response, *, at: datetime) -> StoredFile:
    """Make and keep the receipt, or return the one there is; a function of the answer alone."""
    html = receipt_html(response)
    file = files.store(render_pdf(html), media_type=PDF, at=at)
    with transaction.atomic():
        if Response.versions.filter(pk=response.pk, receipt_pdf=None).update(receipt_pdf=file):
            record(
                by=SYSTEM,
                action="response.receipt_printed",
                on=response.consultee,
                at=at,
                sha256=file.sha256,
            )
    return file


def receipt_html(response: Response) -> str:
    """Lay out the receipt: number, Hanoi time, each opinion as typed, the hashes.

    In Vietnamese whatever language the reader of the portal has chosen.
    """
    consultee = response.consultee
    dispatch = consultee.round.dispatch
    letter = Letter.from_json(dispatch.letter or {})
    facts = {
        "title": f"Phiếu tiếp nhận ý kiến số {response.receipt}: {consultee.committee}",
        "agency": letter,
        "agency_name": letter.issuer or letter.agency,
        "date": long_date(day_in_hanoi(response.received_at)),
        "deadline": response.term.deadline,
        "response": response,
        "consultee": consultee,
        "round": consultee.round,
        "dispatch": dispatch,
        "comments": response.comments.select_related("content").order_by("content__ordinal"),
        "letter": unit_letters.of_response(response),
        "document": document_of(response),
        "files": response.response_files.select_related("file"),
    }
    with override("vi"):
        return render_to_string("consultations/receipt/receipt.html", facts)
