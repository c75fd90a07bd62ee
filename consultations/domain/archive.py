"""A round as one archive: letter, answers as received, tables, course, outcomes, their hashes.

The tables are for people, the JSON files for programs; the same round gives the same files.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import override

from consultations.domain import archive_tables, unit_letters
from consultations.domain.answer_table import LETTERS, document_of
from consultations.domain.archive_course import course, registered
from consultations.enums import Outcome
from consultations.models import Consolidation, Consultee, Response, Round
from deadlines.value import HANOI
from dispatches.domain import files
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.packing import with_manifest
from vietnamese.text import fold

CHUNK = 50  # answers read from the database at a time


def archive(round_: Round) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file, and at last their manifest.

    One file is in memory at a time: a round may have thousands of answers. FileDamaged if the store
    no longer has what was put there.
    """
    return with_manifest(_files(round_))


def _files(round_: Round) -> Iterator[tuple[str, bytes]]:
    if letter := outgoing_file(round_.dispatch):
        yield f"cong-van/{letter.name}", files.read(letter.file)
    # Also those that an officer had entered by mistake: a receipt was given for each.
    responses = Response.versions.filter(consultee__round=round_).order_by(
        "consultee__position", "version"
    )
    related = responses.select_related(
        "consultee", "term", "receipt_pdf", "letter__file", *LETTERS
    ).prefetch_related("response_files__file", "comments__content")
    for response in related.iterator(chunk_size=CHUNK):
        yield from _of_response(response)
    yield from archive_tables.opinions(round_)
    yield "dien-bien.json", _json(course(round_))
    yield "ket-qua.json", _json(_outcomes(round_))
    if table := Consolidation.objects.filter(round=round_).first():
        yield "tiep-thu-giai-trinh.json", _json(_answers(table))
        yield from archive_tables.consolidated(table)


def _of_response(response: Response) -> Iterator[tuple[str, bytes]]:
    unit = fold(response.consultee.name).replace(" ", "-")
    folder = f"y-kien/{response.consultee.position:04d}-{unit}/ban-{response.version}"
    yield f"{folder}/y-kien.json", _json(_said(response))
    if response.receipt_pdf:
        yield f"{folder}/phieu-tiep-nhan.pdf", files.read(response.receipt_pdf)
    if letter := unit_letters.of_response(response):
        yield f"{folder}/van-ban-{letter.name}", files.read(letter.file)
    for place, kept in enumerate(response.response_files.all(), start=1):
        yield f"{folder}/tep-{place:02d}-{kept.name}", files.read(kept.file)


def _said(response: Response) -> dict[str, Any]:
    return {
        "receipt": response.receipt,
        "received_at": _hanoi(response.received_at),
        "days_late": response.days_late,
        "source": response.source,
        "sender": response.sender_name,
        "digest": response.digest,
        "letter": _letter(response),
        "entered_from": _entered_from(response),
        "withdrawn_at": _hanoi(response.withdrawn_at) if response.withdrawn_at else None,
        "opinions": [
            {
                "content": comment.content.ordinal,
                "position": comment.position,
                "text": comment.text,
            }
            for comment in response.comments.all()
        ],
    }


def _answers(table: Consolidation) -> dict[str, Any]:
    """The department's answers to the comments, as they stand now."""
    rows = table.dispositions.with_comment().select_related("decided_by")
    return {
        "completed_at": _hanoi(table.completed_at) if table.completed_at else None,
        "published_at": _hanoi(table.published_at) if table.published_at else None,
        "comments": [
            {
                "content": row.comment.content.ordinal,
                "unit": row.comment.response.consultee.committee,
                "comment": row.comment.text,
                "decision": row.decision or None,
                "answer": row.text,
                "decided_by": str(row.decided_by) if row.decided_by else None,
                "decided_at": _hanoi(row.decided_at) if row.decided_at else None,
            }
            for row in rows
        ],
    }


def _letter(response: Response) -> dict[str, str] | None:
    letter = unit_letters.of_response(response)
    if letter is None:
        return None
    day = letter.date.isoformat()
    return {"symbol": letter.symbol, "date": day, "signer": letter.signer}


def _entered_from(response: Response) -> dict[str, str] | None:
    document = document_of(response)
    return registered(document) if document else None


@override("vi")
def _outcomes(round_: Round) -> dict[str, Any]:
    consultees = round_.consultees.select_related("confirmed_by").order_by("position")
    units = [_outcome(consultee) for consultee in consultees]
    return {"round": round_.label, "units": units}


def _outcome(consultee: Consultee) -> dict[str, Any]:
    outcome = str(Outcome(consultee.outcome).label).lower() if consultee.outcome else None
    return {
        "unit": consultee.committee,
        "outcome": outcome,
        "reason": consultee.outcome_reason,
        "confirmed_by": str(consultee.confirmed_by) if consultee.confirmed_by else None,
        "opened_at": _hanoi(consultee.opened_at) if consultee.opened_at else None,
    }


def _hanoi(moment: datetime) -> str:
    return moment.astimezone(HANOI).isoformat()


def _json(data: Any) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
