"""Signs that no font of the letters has, such as 😀 or ไทย: named instead of left out.

The renderer would print nothing in their place, without a warning. Whoever reads the PDF must see
that something stood there; the code point is the name under which forms speak of hidden signs too.
"""

import re
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from dispatches.pdf_assets import FONTS

# Latin letters, Vietnamese ones among them: the serif has them all, and most pages nothing else.
_RARE = re.compile("[^\x00-\u024f\u1ea0-\u1ef9]")
# Joiners, direction marks and the like have no shape of their own.
_SHAPELESS = {"Cf", "Cc"}
_VARIATION = range(0xFE00, 0xFE10)


def name_unprintable(html: str) -> str:
    """Return the page with «[U+1F600]» for each sign that the PDF could not show."""
    return _RARE.sub(
        lambda found: found[0] if _can_stay(found[0]) else f"[{code_point(found[0])}]", html
    )


def unprintable(text: str) -> list[str]:
    """Return the signs of a text that the PDF could not show, each once, in reading order."""
    return [sign for sign in dict.fromkeys(_RARE.findall(text)) if not _can_stay(sign)]


def code_point(sign: str) -> str:
    """Return the name of a sign: «U+1F600»."""
    return f"U+{ord(sign):04X}"


def _can_stay(sign: str) -> bool:
    shapeless = unicodedata.category(sign) in _SHAPELESS or ord(sign) in _VARIATION
    return shapeless or ord(sign) in _known()


@cache
def _known() -> frozenset[int]:
    """Code points of the upright fonts; bold and italic ones have the same."""
    upright = [font for font in FONTS.values() if (font.weight, font.style) == ("normal", "normal")]
    return frozenset[int]().union(*(_code_points(str(font.path)) for font in upright))


def _code_points(path: str) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
