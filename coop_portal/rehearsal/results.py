"""What a rehearsal leaves behind: letters, receipts, outcomes, and a manifest of all files."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from consultations.enums import Outcome
from consultations.models import Consultee, Response, Round
from coop_portal.rehearsal.story import StoryError
from deadlines.value import HANOI
from dispatches.domain import files
from dispatches.domain.printing import preview
from dispatches.letter import Letter
from vietnamese.text import fold

MANIFEST = "manifest.json"


def write_draft(round_: Round, out: Path) -> None:
    """Write the letter as it is before number and day."""
    letter = Letter.from_json(round_.dispatch.letter or {})
    _write(out / "dispatches" / "round-2-draft.pdf", preview(letter))


def write_issued(round_: Round, out: Path) -> None:
    """Write the letter as it left; StoryError if it has no PDF."""
    if round_.dispatch.pdf is None:
        raise StoryError("the letter was issued, and its PDF was not made")
    _write(out / "dispatches" / "round-2-issued.pdf", files.read(round_.dispatch.pdf))


def write_receipts(round_: Round, out: Path) -> None:
    """Write the receipt of every answer: «luc-ngan-2.pdf» is that of a corrected one."""
    responses = Response.objects.filter(consultee__round=round_)
    for response in responses.select_related("receipt_pdf", "consultee__district"):
        unit = fold(response.consultee.district.name).replace(" ", "-")
        if response.receipt_pdf:
            name = f"{unit}-{response.version}.pdf"
            _write(out / "receipts" / name, files.read(response.receipt_pdf))


def outcomes(round_: Round) -> list[dict[str, Any]]:
    """Return each unit's outcome as the record has it, in the round's order."""
    return [_outcome(consultee) for consultee in round_.consultees.with_course()]


def _outcome(consultee: Consultee) -> dict[str, Any]:
    response = consultee.counted_response
    term = consultee.term
    return {
        "unit": consultee.district.name,
        "outcome": str(Outcome(consultee.outcome).label).lower(),
        "reason": consultee.outcome_reason,
        "answered_at": _hanoi(response.received_at) if response else None,
        "late": response.is_late if response else False,
        "deadline": _hanoi(term.deadline_instant) if term else None,
    }


def write_outcomes(rows: list[dict[str, Any]], out: Path) -> None:
    """Write the outcomes as JSON."""
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    _write(out / "outcome.json", f"{text}\n".encode())


def write_all(named: Iterable[tuple[Path, bytes]], out: Path) -> None:
    """Write files under the names that they come with."""
    for name, content in named:
        _write(out / name, content)


def write_manifest(out: Path) -> None:
    """Write the SHA-256 of every other file."""
    hashes = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    _write(out / MANIFEST, f"{json.dumps(hashes, indent=2)}\n".encode())


def _hanoi(moment: datetime) -> str:
    return moment.astimezone(HANOI).isoformat()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
