"""What a decision or a resolution begins with (quyết định, nghị quyết cá biệt).

Decree 30/2020/NĐ-CP, Appendix III, forms 1.1 and 1.2: above the bases stands who issues it, below
them what is done; the drafter writes the bases between the two lines.
"""

from dispatches.blocks import CentredLine
from dispatches.letter import Letter, Signature
from dispatches.models import DocumentKind

RESOLUTION, DECISION = "NQ", "QĐ"  # the decree's own abbreviations
DONE = {RESOLUTION: "QUYẾT NGHỊ:", DECISION: "QUYẾT ĐỊNH:"}
FOR_A_BODY = "TM."
FOR_SOMEBODY = ("KT.", "TL.", "TUQ.", "Q.")


def opening(kind: DocumentKind, letter: Letter) -> tuple[CentredLine, ...]:
    """Return both lines; nothing for a document of another kind."""
    if kind.abbreviation not in DONE or letter.signature is None:
        return ()
    authority = letter.agency
    if kind.abbreviation == DECISION:
        authority = _authority(letter.signature, letter.agency)
    return CentredLine.of(authority), CentredLine.of(DONE[kind.abbreviation])


def _authority(signature: Signature, agency: str) -> str:
    """«KT. GIÁM ĐỐC» of «SỞ NGOẠI VỤ» is «GIÁM ĐỐC SỞ NGOẠI VỤ»; who signs for a body names it."""
    post = signature.lines[0] if signature.lines else ""
    if post.startswith(FOR_A_BODY):
        return agency
    for mark in FOR_SOMEBODY:
        post = post.removeprefix(mark).strip()
    return f"{post} {agency}".strip()
