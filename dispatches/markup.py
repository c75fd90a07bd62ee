"""Runs of text as an officer types them: **bold**, *italic*, and \\* for a plain asterisk.

As in Markdown, a mark opens and closes only at the edge of a word: the asterisks of «10*15»,
«2 * 3» and «(*)» are text. Where a style begins or ends elsewhere, \\& parts it from its neighbour.
"""

import re
from collections.abc import Iterator, Sequence

from dispatches.blocks import Run

_LETTER = r"[^\W_]"
_BEFORE_WORDS = r"\s(\[{«“‘"
_AFTER_WORDS = r"\s)\]}»”’.,;:!?"
# Asterisks that can neither open nor close: inside a word, or alone between blanks or brackets.
_INERT = rf"(?<={_LETTER})\*+(?={_LETTER})|(?<=[{_BEFORE_WORDS}])\*+(?=[{_AFTER_WORDS}])"
_TEXT = rf"\\.|[^*\\]|{_INERT}"
_OPENING = rf"(?<!{_LETTER})(?P<mark>\*{{1,3}})(?![*{_AFTER_WORDS}])"
_CLOSING = rf"(?<![{_BEFORE_WORDS}])(?P=mark)(?!\*|{_LETTER})"
_MARKED = re.compile(
    rf"{_OPENING}(?P<styled>(?:{_TEXT})+){_CLOSING}|(?P<plain>(?:{_TEXT})+|\*+|\\)", re.DOTALL
)
_PARTING = r"\&"
_ESCAPED = re.compile(r"\\(?:([*\\])|&)")
_SPECIAL = re.compile(rf"(?P<inert>{_INERT})|[*\\]")


def parse(typed: str) -> tuple[Run, ...]:
    """Return the runs of a typed text; an asterisk without its partner is plain."""
    return tuple(_joined(_runs(typed)))


def typed(runs: Sequence[Run]) -> str:
    """Return runs as they would be typed."""
    text = ""
    for run in runs:
        marked = _marked(run)
        parted = re.search(rf"(?:{_LETTER}|\*)$", text) and re.match(rf"{_LETTER}|\*", marked)
        touches_mark = text.endswith("*") or marked.startswith("*")
        text += (_PARTING if parted and touches_mark else "") + marked
    return text


def _runs(text: str) -> Iterator[Run]:
    for match in _MARKED.finditer(text):
        content = _ESCAPED.sub(lambda escape: escape[1] or "", match["styled"] or match["plain"])
        stars = len(match["mark"] or "")
        if content:
            yield Run(content, bold=stars > 1, italic=stars % 2 == 1)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Make one run of neighbours in the same style."""
    current: Run | None = None
    for run in runs:
        if current and (current.bold, current.italic) == (run.bold, run.italic):
            current = Run(current.text + run.text, current.bold, current.italic)
            continue
        if current:
            yield current
        current = run
    if current:
        yield current


def _marked(run: Run) -> str:
    text = _SPECIAL.sub(lambda sign: sign["inert"] or f"\\{sign[0]}", run.text)
    mark = "*" * (2 * run.bold + run.italic)
    if not (text and mark):
        return text
    before = _PARTING if re.match(f"[{_AFTER_WORDS}]", text) else ""
    after = _PARTING if re.search(f"[{_BEFORE_WORDS}]$", text) else ""
    return f"{mark}{before}{text}{after}{mark}"
