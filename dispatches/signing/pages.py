"""Two files page by page, as their reader sees them: size, words and picture."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from dispatches.signing.difference import Difference, DifferentDocument

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top; points

SCALE = 2  # of 72 dots per inch
# A reader sees a file on a screen and on paper, and a file may draw itself differently there.
MODES = (None, "print")
# Of 255 shades. The same drawing gives the same dots; a tool that writes a file anew may round.
UNLIKE = 60
FADED = 110
EDGE = 2  # dots around a signature
NEAR = 12  # points beside a signature in which a word could be read together with it


class BlockWords(NamedTuple):
    """How the block of the signature begins and ends: the first line of authority, the name."""

    first_line: str
    name: str


def require_same_pages(
    signed: bytes, issued: bytes, stamps: Sequence[Sequence[Rectangle]], block: BlockWords
) -> None:
    """DifferentDocument if a page differs outside of the stamps, or a stamp stands on words."""
    with _opened(signed) as document, _opened(issued) as own:
        block_page, block_top = _top_of_block(own, block)
        for index, rectangles in enumerate(stamps):
            number = index + 1
            with closing(document[index]) as page, closing(own[index]) as own_page:
                _require_same_size(page, own_page, number)
                _require_same_words(page, own_page, number)
                allowed = block_top if index == block_page else 0.0
                _require_beside_words(own_page, rectangles, allowed, number)
                for mode in MODES:
                    _require_same_picture(page, own_page, rectangles, number, mode)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a file so that its form fields are drawn too."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        document.init_forms()
        yield document


def _top_of_block(own: pypdfium2.PdfDocument, block: BlockWords) -> tuple[int, float]:
    """Return the page with the block of the signature and its upper edge; (-1, 0) without one."""
    for index in reversed(range(len(own)) if block.name else ()):
        with closing(own[index]) as page, closing(page.get_textpage()) as text:
            if _last_top(text, block.name) is not None:
                return index, _last_top(text, block.first_line) or 0.0
    return -1, 0.0


def _last_top(text: pypdfium2.PdfTextPage, words: str) -> float | None:
    found, top = text.search(words, match_case=True), None
    while words and (place := found.get_next()):
        start, length = place
        top = max(text.get_charbox(one)[3] for one in range(start, start + length))
    return top


def _require_same_size(page: pypdfium2.PdfPage, own: pypdfium2.PdfPage, number: int) -> None:
    if (page.get_mediabox(), page.get_cropbox(), page.get_rotation()) != (
        own.get_mediabox(),
        own.get_cropbox(),
        own.get_rotation(),
    ):
        raise DifferentDocument(Difference.PAGE_SIZE, number)


def _require_same_words(page: pypdfium2.PdfPage, own: pypdfium2.PdfPage, number: int) -> None:
    if _words(page) != _words(own):
        raise DifferentDocument(Difference.WORDS, number)


def _words(page: pypdfium2.PdfPage) -> list[str]:
    with closing(page.get_textpage()) as text:
        words: list[str] = text.get_text_range().split()
        return words


def _require_beside_words(
    own: pypdfium2.PdfPage, rectangles: Sequence[Rectangle], allowed: float, number: int
) -> None:
    """Refuse a stamp on or close beside a word, unless the word is in the block or below its top.

    Text put there could be read as part of the letter: a digit more in its number, a «không».
    """
    with closing(own.get_textpage()) as text:
        boxes = [
            text.get_charbox(place)
            for place in (range(text.count_chars()) if rectangles else ())
            if not text.get_text_range(place, 1).isspace()
        ]
    for left, bottom, right, top in rectangles:
        for box_left, box_bottom, box_right, box_top in boxes:
            if (
                box_top > allowed
                and box_left < right + NEAR
                and box_right > left - NEAR
                and box_bottom < top
                and box_top > bottom
            ):
                raise DifferentDocument(Difference.ON_WORDS, number)


def _require_same_picture(
    page: pypdfium2.PdfPage,
    own: pypdfium2.PdfPage,
    rectangles: Sequence[Rectangle],
    number: int,
    mode: str | None,
) -> None:
    picture, own_picture = _picture(page, mode), _picture(own, mode)
    inside = Image.new("L", own_picture.size, 0)
    for rectangle in rectangles:
        ImageDraw.Draw(inside).rectangle(_dots(own, rectangle), fill=255)
    changed = ImageChops.difference(picture, own_picture)
    if _most(ImageChops.multiply(changed, ImageChops.invert(inside))) > UNLIKE:
        raise DifferentDocument(Difference.PICTURE, number)
    faded = ImageChops.subtract(picture, own_picture)
    if _most(ImageChops.multiply(faded, inside)) > FADED:
        raise DifferentDocument(Difference.HIDDEN_INK, number)


def _picture(page: pypdfium2.PdfPage, mode: str | None) -> Image.Image:
    bitmap = page.render(scale=SCALE, grayscale=True, optimize_mode=mode)
    with closing(bitmap):
        return bitmap.to_pil().convert("L").copy()


def _dots(page: pypdfium2.PdfPage, rectangle: Rectangle) -> tuple[float, float, float, float]:
    """Return where the rectangle is in the picture, whose lines run from the top."""
    left, bottom, right, top = rectangle
    origin, _bottom, _right, upper = page.get_cropbox()
    return (
        (left - origin) * SCALE - EDGE,
        (upper - top) * SCALE - EDGE,
        (right - origin) * SCALE + EDGE,
        (upper - bottom) * SCALE + EDGE,
    )


def _most(picture: Image.Image) -> int:
    """Return the brightest shade."""
    return max(shade for shade, count in enumerate(picture.histogram()) if count)
