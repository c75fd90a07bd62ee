"""What has changed between two texts, word by word, as a reader wants to see it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum, auto

_TOKEN = re.compile(r"\s+|\S+")
# Beyond so many words the comparison would take seconds: the whole text is then said to differ.
LONGEST = 4_000


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = auto()
    ADDED = auto()
    REMOVED = auto()


@dataclass(frozen=True)
class Piece:
    """A stretch of text and what became of it."""

    change: Change
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order, what was removed before its successor.

    The pieces that are the same or removed make up `before`, those the same or added `after`.
    """
    if before == after:
        return [Piece(Change.SAME, before)] if before else []
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return [*_piece(Change.REMOVED, old), *_piece(Change.ADDED, new)]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces += _piece(Change.SAME, old[i1:i2])
        else:
            pieces += [*_piece(Change.REMOVED, old[i1:i2]), *_piece(Change.ADDED, new[j1:j2])]
    return pieces


@dataclass(frozen=True)
class ParagraphChange:
    """One paragraph in two versions, as pieces; one of the versions may lack it."""

    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """Whether the versions differ in it."""
        return any(piece.change != Change.SAME for piece in self.pieces)


def text_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphChange]:
    """Yield every paragraph of two texts with what changed in it, in reading order."""
    for old, new in paragraph_changes(before, after):
        was = "" if old is None else before[old]
        now = "" if new is None else after[new]
        yield ParagraphChange(word_changes(was, now))


def paragraph_changes(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair the paragraphs of two texts by their places; None where one has no counterpart.

    Paragraphs between two that stayed the same are paired in order.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for offset in range(max(i2 - i1, j2 - j1)):
            old, new = i1 + offset, j1 + offset
            yield (old if old < i2 else None, new if new < j2 else None)


def _piece(change: Change, tokens: Sequence[str]) -> list[Piece]:
    return [Piece(change, "".join(tokens))] if tokens else []
