"""Text as it is stored, searched and compared.

Vietnamese text reaches the portal composed (NFC), decomposed (NFD: macOS file names, some
keyboards), in two styles of tone placement (hòa, hoà) and with invisible characters pasted along.
It is cleaned once, at the border; after that a string in the database can be trusted.
"""

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, lone surrogates and noncharacters: no database, PDF or XML takes them all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2065\ufeff]")
# Letters that Unicode does not decompose. The eth of old Windows fonts stands for đ in real files.
_BARRED_D = str.maketrans("đðɖ", "ddd")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONE_ON_FIRST = re.compile("[òóỏõọ][ae]|[ùúủũụ]y", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")


def nfc(text: str) -> str:
    """Return the composed form, the only one that is stored."""
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return one line: composed, nothing invisible, single blanks. For names, titles, addresses."""
    visible = _INVISIBLE.sub("", clean_text(text))
    return " ".join(nfc(visible).split())


def clean_text(text: str) -> str:
    r"""Return text of several lines: composed, ends of line as \n, tabs as blanks.

    NUL, other control characters and overrides of the writing direction are dropped; everything
    else stays as typed, also the joiners inside an emoji.
    """
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return nfc(_BIDI_OVERRIDE.sub("", _UNPRINTABLE.sub("", text)))


def forbidden(text: str) -> list[str]:
    """Return what `clean_text` would drop, by code point («U+202E»), each once."""
    found = {*_UNPRINTABLE.findall(text), *_BIDI_OVERRIDE.findall(text)}
    return [f"U+{ord(char):04X}" for char in sorted(found)]


def fold(text: str) -> str:
    """Return the search key: «Lục Ngạn» and «luc ngan», composed or not, give the same."""
    letters = clean_line(text).casefold().translate(_BARRED_D)
    decomposed = unicodedata.normalize("NFD", letters)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(nfc(bare).split())


def same_name_key(text: str) -> str:
    """Return the key by which two names are one: hoà = hòa, but Hòa is not Hoa.

    Both styles of placing the tone are in official use, the decree on records itself mixes them,
    so stored text is never «corrected»; unique checks compare this key.
    """
    decomposed = unicodedata.normalize("NFD", clean_line(text).casefold())
    return nfc(_WORD.sub(_tone_last, decomposed))


def tone_on_second(text: str) -> str:
    """Return composed text in one style of placing the tone, every letter where it was: hòa, hoà.

    For finding a name in a text whose words are then quoted as they stand.
    """
    return _TONE_ON_FIRST.sub(lambda pair: nfc(_tone_last(pair)), text)


def _tone_last(word: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", word[0])
    return _TONE.sub("", decomposed) + "".join(_TONE.findall(decomposed))
