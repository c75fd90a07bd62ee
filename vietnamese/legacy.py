"""Text in the font encodings used before Unicode, as old files still bring it.

«B¾c Giang» (TCVN3, fonts .VnTime) and «Luïc Ngaïn» (VNI) look right only in their fonts. They are
recognised so that a form can refuse them with a clear sentence; nobody can store them safely.
"""

import re
from typing import Literal

LegacyEncoding = Literal["TCVN3", "VNI"]

# A sign or a capital with a mark inside a word of small letters: B¾c, Ng¹n, T©n, HiÖp, ThÕ, ®¹i.
# The German ß is left out although TCVN3 uses it, for the sake of Gießen.
_TCVN3_CAPITALS = "ÆÇÈÉÊËÌÎÏÑÒÓÔÕÖØÜÝÞ"
_TCVN3 = re.compile(
    "[A-Za-z][¨©ª«¬\u00ad®µ¶·¸¹»¼½¾][a-z]"
    f"|[a-z][{_TCVN3_CAPITALS}](?![A-Z])"
    f"|(?<![^\\W\\d_])[®§][a-zµ-ÿ{_TCVN3_CAPITALS}]"
)
# A vowel followed by a letter that stands for its mark; none of these pairs occurs in Vietnamese.
_VNI = re.compile("[aâeouyôö][øùûõïäåëü]|a[âàáãêèéú]|e[âàáã]|o[âå]", re.IGNORECASE)
# What a short name of a place or body is made of, as VNI writes it: no language has these words.
_VNI_WORDS = re.compile(
    r"(?<!\w)(?:"
    "thaønh|phoá|tænh|quaän|huyeän|phöôøng|xaõ|traán|vuøng|nöôùc|haøn|quoác|nhaät|myõ"
    "|hoäi|hieäp|lieân|ñoaøn|tröôøng|ñaïi|hoïc|vieän|taâm|coâng|cuïc|sôû|phoøng|vaên"
    "|söù|quaùn|laõnh|söï|chöùc|hôïp|taùc|ñoái"
    r")(?!\w)",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def legacy_encoding(text: str) -> LegacyEncoding | None:
    """Return the old encoding that the text seems to be in, or None.

    One sign is enough for TCVN3. VNI looks like French or Finnish (Noël, Jyväskylä), so it takes
    two, and no letter that only Unicode Vietnamese has; or one word that can be nothing else.
    """
    if _TCVN3.search(text):
        return "TCVN3"
    if _VNI_WORDS.search(text):
        return "VNI"
    if not _VIETNAMESE.search(text) and len(_VNI.findall(text)) > 1:
        return "VNI"
    return None
