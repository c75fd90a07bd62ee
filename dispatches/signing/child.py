"""The child process that looks into a signed file, started by `dispatches.signing.process`.

Standard input: a line of JSON, then the signed and the issued file, of the lengths it says; a file
that somebody else issued is compared with nothing.
Standard output: {"report": …}, {"difference": …, "page": …} or {"signatures": …} as JSON.
"""

import json
import logging
import sys
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509

from dispatches.confined import confine
from dispatches.signing import sameness, verification
from dispatches.signing.difference import DifferentDocument
from dispatches.signing.pages import BlockWords
from dispatches.signing.report import Report, Signature

SECONDS = 30


def main() -> None:
    confine(seconds=SECONDS)
    logging.disable(logging.CRITICAL)  # what the library says of a bad file is in the answer
    request = json.loads(sys.stdin.buffer.readline())
    signed = sys.stdin.buffer.read(request["signed"])
    issued = sys.stdin.buffer.read(request["issued"])
    json.dump(answer(request, signed, issued), sys.stdout)


def answer(request: dict[str, Any], signed: bytes, issued: bytes) -> dict[str, Any]:
    """Compare and verify."""
    if not issued:
        return {"signatures": [asdict(one) for one in _signatures(request, signed)]}
    try:
        how = sameness.require_same(signed, issued, BlockWords(*request["block"]))
    except DifferentDocument as different:
        return {"difference": different.difference, "page": different.page}
    return {"report": Report(how, _signatures(request, signed)).to_json()}


def _signatures(request: dict[str, Any], signed: bytes) -> tuple[Signature, ...]:
    roots = [_certificate(root) for root in request["roots"]]
    seen_at = datetime.fromisoformat(request["seen_at"])
    places = sameness.signature_pages(signed)
    found = verification.signatures(signed, roots, seen_at)
    return tuple(replace(one, page=places.get(one.field, 0)) for one in found)


def _certificate(text: str) -> x509.Certificate:
    _kind, _headers, content = pem.unarmor(text.encode())
    return x509.Certificate.load(content)


if __name__ == "__main__":
    main()
