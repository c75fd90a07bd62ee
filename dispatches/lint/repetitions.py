"""Groups of words said twice in a row inside one clause («Đề án Đề án»)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages

# A repetition across one of these is an enumeration or a new clause: «đô thị, đô thị thông minh».
CLAUSE_END = re.compile(r"[.,;:!?…()\[\]“”\"«»/–—|]|\s[-+]\s")
# No slip of the pen repeats more syllables than this; it also bounds the work on hostile text.
LONGEST = 20


def repeated_words(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Find the repeated groups of words of every passage."""
    for passage in passages(letter):
        for quote in repetitions(passage.text):
            yield passage.finding(quote, _("Lặp từ: “%(quote)s”.") % {"quote": quote})


def repetitions(text: str) -> Iterator[str]:
    """Find a group of two syllables or more said twice in a row inside one clause.

    A single syllable said twice is mostly a reduplicative (từ láy: «dần dần»), and is let be.
    """
    for clause in CLAUSE_END.split(text):
        words = clause.split()
        spoken = [word.casefold() for word in words]
        position = 0
        while position < len(words):
            size = _repeated_size(spoken, position)
            if size:
                yield " ".join(words[position : position + 2 * size])
            position += 2 * size or 1


def _repeated_size(words: list[str], start: int) -> int:
    """Return the size of the longest group at `start` that is said again at once, or 0."""
    for size in range(min((len(words) - start) // 2, LONGEST), 1, -1):
        first, second = words[start : start + size], words[start + size : start + 2 * size]
        if first == second and len(set(first)) > 1:
            return size
    return 0
