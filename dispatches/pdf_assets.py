"""The only files the PDF renderer can read: a fixed table of fonts, and the coat of arms.

Each font is one whole TrueType file per style, under a family name of our own: with split files, or
under a name that the system knows too, WeasyPrint may write wrong letters without a warning. The
older Liberation fonts (1.07, Debian's package fonts-liberation) lack Vietnamese letters and stand
in another folder; they are never looked at.
"""

from dataclasses import dataclass
from pathlib import Path

SCHEME = "asset:"
LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
EMBLEM = Path(__file__).resolve().parent / "emblem.svg"
NANUM = Path("/usr/share/fonts/truetype/nanum")
DROID = Path("/usr/share/fonts/truetype/droid")


@dataclass(frozen=True)
class Font:
    """One font file and the family, weight and style it stands for in CSS."""

    path: Path
    family: str
    weight: str = "normal"
    style: str = "normal"


FONTS = {
    "serif": Font(LIBERATION / "LiberationSerif-Regular.ttf", "Dispatch Serif"),
    "serif-bold": Font(LIBERATION / "LiberationSerif-Bold.ttf", "Dispatch Serif", "bold"),
    "serif-italic": Font(
        LIBERATION / "LiberationSerif-Italic.ttf", "Dispatch Serif", style="italic"
    ),
    "serif-bold-italic": Font(
        LIBERATION / "LiberationSerif-BoldItalic.ttf", "Dispatch Serif", "bold", "italic"
    ),
    "hangul": Font(NANUM / "NanumMyeongjo.ttf", "Dispatch Hangul"),
    "hangul-bold": Font(NANUM / "NanumMyeongjoBold.ttf", "Dispatch Hangul", "bold"),
    "han": Font(DROID / "DroidSansFallbackFull.ttf", "Dispatch Han"),
}


FILES = {name: font.path for name, font in FONTS.items()} | {"emblem": EMBLEM}


def missing_fonts() -> list[Path]:
    """List the font files this machine lacks; packages.txt names the Debian packages."""
    return [font.path for font in FONTS.values() if not font.path.is_file()]


def font_faces() -> str:
    """Write the @font-face rules that make the fonts known to a page."""
    return "\n".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight};'
        f' font-style: {font.style}; src: url("{SCHEME}{name}"); }}'
        for name, font in FONTS.items()
    )


def read_asset(url: str) -> bytes:
    """Read «asset:<name>»; raise ValueError for every other address."""
    name = url.removeprefix(SCHEME)
    if not url.startswith(SCHEME) or name not in FILES:
        raise ValueError(f"refused: {url[:200]}")
    return FILES[name].read_bytes()
