"""Vietnamese alphabetical order without a collation of the database.

Plain binary order puts Đ, Ô, Ơ and Ư after Y, and the default of Unicode mixes Đ with D. The key is
stored in a column; it consists of decimal digits only, because those sort alike under every
collation of SQLite and PostgreSQL.
"""

import re
import unicodedata

from vietnamese.text import clean_line

# The 29 letters of the alphabet, and the four that foreign names bring, in their Latin places.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tones in dictionary order: ngang (no mark), huyền, hỏi, ngã, sắc, nặng.
TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

_SHAPE_MARKS = "\u0302\u0306\u031b"
_END, _BLANK, _PUNCTUATION = "00", "01", "02"
_RANK = {"0123456789"[n]: str(10 + n) for n in range(10)} | {
    letter: str(20 + place) for place, letter in enumerate(ALPHABET)
}
_ELEMENT = re.compile(f"(.)([{_SHAPE_MARKS}]?)")
_MARKS = re.compile(r"[\u0300-\u036f]")


def sort_key(text: str) -> str:
    """Return digits that sort in Vietnamese alphabetical order: letters first, then tones.

    At most eight digits for each character and one for each word. Case and the style of tone
    placement do not count.
    """
    words = unicodedata.normalize("NFD", clean_line(text).casefold()).split()
    letters = _BLANK.join(_letters(word) for word in words)
    return letters + _END + "".join(_tone(word) for word in words)


def _letters(word: str) -> str:
    shaped = _MARKS.sub(lambda mark: mark[0] if mark[0] in _SHAPE_MARKS else "", word)
    return "".join(_rank(*element.groups()) for element in _ELEMENT.finditer(shaped))


def _rank(base: str, shape: str) -> str:
    letter = unicodedata.normalize("NFC", base + shape)
    rank = _RANK.get(letter) or _RANK.get(base)
    if rank:
        return rank
    # Hangul, Han and the rest stand behind the alphabet in the order of their code points.
    return f"9{ord(base):07d}" if base.isalnum() else _PUNCTUATION


def _tone(word: str) -> str:
    ranks = (TONES.index(char) + 1 for char in word if char in TONES)
    return str(next(ranks, 0))
