"""Names written otherwise than the registers of units and partners have them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages
from vietnamese.text import fold, same_name_key

WORD = re.compile(r"[^\W\d_]+")
# Vietnamese syllables are shorter: a word of this many letters is a foreign name.
FOREIGN = 8
ALIKE = 0.9


def misspelt_names(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Find a known name with other marks («Lục Ngan»), and a foreign one with a letter amiss.

    Other languages write Vietnamese names without marks: there only foreign ones are looked at.
    """
    register = _Register(facts, marked=letter.language == "vi")
    for passage in passages(letter):
        for quote, proper in register.slips(passage.text):
            yield passage.finding(
                quote,
                _("Tên trong danh mục là “%(proper)s”, không phải “%(quote)s”.")
                % {"proper": proper, "quote": quote},
            )


class _Register:
    """The known names, by how they look without marks and by their foreign words."""

    def __init__(self, facts: Facts, *, marked: bool) -> None:
        names = {unit.name for unit in facts.units} | facts.names
        self._keys = {same_name_key(name) for name in names}
        self._by_fold = {fold(name): name for name in sorted(names)}
        lengths = {len(WORD.findall(name)) for name in names} - {0, 1} if marked else ()
        self._lengths = sorted(lengths, reverse=True)
        words = {word for name in names for word in WORD.findall(name)}
        self._foreign = {fold(word): word for word in words if len(word) >= FOREIGN}

    def slips(self, text: str) -> Iterator[tuple[str, str]]:
        """Find (what is written, what the register has) in reading order."""
        words = list(WORD.finditer(text))
        for start, word in enumerate(words):
            if word[0][0].isupper():
                yield from self._of_words(text, words[start:])
                yield from self._of_letters(word[0])

    def _of_words(self, text: str, words: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
        for length in self._lengths:
            if length > len(words):
                continue
            quote = text[words[0].start() : words[length - 1].end()]
            proper = self._by_fold.get(fold(quote))
            if proper and same_name_key(quote) not in self._keys:
                yield quote, proper

    def _of_letters(self, word: str) -> Iterator[tuple[str, str]]:
        folded = fold(word)
        if len(word) < FOREIGN or folded in self._foreign:
            return
        for known, proper in self._foreign.items():
            if SequenceMatcher(None, folded, known).ratio() >= ALIKE:
                yield word, proper
                return
