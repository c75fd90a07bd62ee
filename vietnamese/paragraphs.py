"""Which paragraph of a text became which of the next (đoạn nào thành đoạn nào)."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")
ALIKE = 0.4  # share of common words from which two paragraphs are versions of one
LONGEST = 400  # words of a paragraph that are looked at


def successors(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Return the place in `after` of each paragraph of `before` that is still there.

    First those word for word the same, in their order and then wherever they were moved to; then
    the most alike ones; at last one that was rewritten between two that stayed. The others are
    gone.
    """
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for old, new, size in matcher.get_matching_blocks():
        found |= {old + step: new + step for step in range(size)}
    for old, new in _moved(before, after, found):
        found[old] = new
    for _ratio, old, new in _alike(before, after, found):
        if old not in found and new not in found.values():
            found[old] = new
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        alone = tag == "replace" and (i2 - i1, j2 - j1) == (1, 1)
        if alone and i1 not in found and j1 not in found.values():
            found[i1] = j1
    return found


def _left(texts: Sequence[str], taken: Sequence[int]) -> list[int]:
    known = set(taken)
    return [place for place in range(len(texts)) if place not in known]


def _moved(
    before: Sequence[str], after: Sequence[str], found: dict[int, int]
) -> list[tuple[int, int]]:
    free: dict[str, list[int]] = {}
    for new in _left(after, list(found.values())):
        free.setdefault(after[new], []).append(new)
    return [
        (old, free[before[old]].pop(0))
        for old in _left(before, list(found))
        if free.get(before[old])
    ]


def _alike(
    before: Sequence[str], after: Sequence[str], found: dict[int, int]
) -> list[tuple[float, int, int]]:
    """The most alike first; of equally alike ones those nearest to their places."""
    free = _left(after, list(found.values()))
    pairs = [
        (_share(before[old], after[new]), old, new)
        for old in _left(before, list(found))
        for new in free
    ]
    alike = [pair for pair in pairs if pair[0] >= ALIKE]
    return sorted(alike, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))


def _share(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())[:LONGEST]
