"""Asking the limited child what a signed file is worth."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.pages import BlockWords
from dispatches.signing.report import Report

ROOT = Path(__file__).resolve().parents[2]
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


def _ask(request: bytes) -> bytes:
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", "dispatches.signing.child"],
            input=request,
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "TZ": "UTC"},
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UnreadableFile from error
    return child.stdout
