"""The only files the PDF renderer can read: a fixed table from asset name to font file.

Each is one whole TrueType file per style. The older Liberation fonts (1.07, Debian's package
fonts-liberation) lack Vietnamese letters and stand in another folder; they are never looked at.
"""

from pathlib import Path

SCHEME = "asset:"
_LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
_NANUM = Path("/usr/share/fonts/truetype/nanum")
FONTS = {
    "serif-regular": _LIBERATION / "LiberationSerif-Regular.ttf",
    "serif-bold": _LIBERATION / "LiberationSerif-Bold.ttf",
    "serif-italic": _LIBERATION / "LiberationSerif-Italic.ttf",
    "serif-bold-italic": _LIBERATION / "LiberationSerif-BoldItalic.ttf",
    "hangul-regular": _NANUM / "NanumMyeongjo.ttf",
    "hangul-bold": _NANUM / "NanumMyeongjoBold.ttf",
}


def missing_fonts() -> list[Path]:
    """List the font files this machine lacks (Debian: fonts-liberation2, fonts-nanum)."""
    return [path for path in FONTS.values() if not path.is_file()]


def read_asset(url: str) -> bytes:
    """Read «asset:<name>»; raise ValueError for every other address."""
    name = url.removeprefix(SCHEME)
    if not url.startswith(SCHEME) or name not in FONTS:
        raise ValueError(f"refused: {url[:200]}")
    return FONTS[name].read_bytes()
