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
# A shorter name is too near to others. Of a long one, several letters may be amiss.
SHORT, LONG = 5, 8
ALIKE = 0.9
# «truong», «nguyen», «khuyet»: what looks like this is no foreign word.
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


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
        self._foreign = {
            key: word
            for word in sorted(words)
            if len(key := fold(word)) >= SHORT and not SYLLABLE.fullmatch(key)
        }

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
        if folded != word.casefold() or SYLLABLE.fullmatch(folded) or self._is_known(folded):
            return
        for known, proper in self._foreign.items():
            if _is_slip(folded, known):
                yield word, proper
                return

    def _is_known(self, word: str) -> bool:
        """Whether the register has the word, maybe with another ending: «Korean», «Governor»."""
        forms = {word, word.removesuffix("n"), word.removesuffix("s"), f"{word}s"}
        return not forms.isdisjoint(self._foreign)


def _is_slip(word: str, known: str) -> bool:
    """Whether one letter is amiss or two changed places; of a long word, a few letters."""
    is_long = min(len(word), len(known)) >= LONG
    if is_long and SequenceMatcher(None, word, known).ratio() >= ALIKE:
        return True
    start = _same(word, known)
    one, other = word[start:], known[start:]
    end = _same(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    changed_places = len(one) == 2 and one == other[::-1]
    return start > 0 and (changed_places or max(len(one), len(other)) == 1)


def _same(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
