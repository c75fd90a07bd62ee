"""Asking the limited child what a signed file is worth."""

import json
from collections.abc import Sequence
from datetime import datetime

from dispatches import confined
from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.pages import BlockWords
from dispatches.signing.report import Report, Signature

SECONDS = 40


class UnreadableFile(Exception):
    """The child could not read the file, or not within its limits."""


def examine(
    signed: bytes,
    issued: bytes,
    *,
    block: BlockWords,
    roots: Sequence[str],
    seen_at: datetime,
) -> Report:
    """Return what was found; DifferentDocument, UnreadableFile. `roots` are certificates as PEM."""
    request = {
        "signed": len(signed),
        "issued": len(issued),
        "block": block,
        "roots": list(roots),
        "seen_at": seen_at.isoformat(),
    }
    answer = json.loads(_ask(json.dumps(request).encode() + b"\n" + signed + issued))
    if "difference" in answer:
        raise DifferentDocument(Difference(answer["difference"]), answer["page"])
    return Report.from_json(answer["report"])


def signatures_in(
    content: bytes, *, roots: Sequence[str], seen_at: datetime
) -> tuple[Signature, ...]:
    """Return the signatures of somebody else's PDF, none for a scan; UnreadableFile."""
    request = {
        "signed": len(content),
        "issued": 0,
        "roots": list(roots),
        "seen_at": seen_at.isoformat(),
    }
    answer = json.loads(_ask(json.dumps(request).encode() + b"\n" + content))
    return tuple(Signature.from_json(one) for one in answer["signatures"])


def _ask(request: bytes) -> bytes:
    try:
        return confined.ask("dispatches.signing.child", content=request, seconds=SECONDS)
    except confined.ChildFailed as error:
        raise UnreadableFile from error
