"""One letter to many: laid out once, with the line of the addressee left open.

Lives in the child process of `dispatches.pdf` only. The copies of a letter differ in one line. So
the letter is laid out once with a specimen of an addressee, and all addressees' lines under each
other on a sheet of the same style. Then the specimen's line is taken out of the letter. What stays
is the blank: a whole PDF with an empty object at that place, into which `dispatches.pdf_filling`
puts the line of any addressee.

Nothing is guessed. The line taken out must be the one that the sheet has for the specimen, and
there must be just one such in the letter. An addressee whose line wraps or needs another font has
no line here: that copy is laid out as a whole, by somebody else.
"""

import html
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pydyf
from weasyprint import DEFAULT_OPTIONS, HTML, Document
from weasyprint.pdf import VARIANTS, generate_pdf
from weasyprint.pdf.stream import Stream

from dispatches.pdf_press import VARIANT, Press
from dispatches.pdf_writer import write
from dispatches.unprintable import name_unprintable

SPECIMEN = "A"
BLOCKS = ("p", "div")  # elements that stand on lines of their own
ROW_HEIGHT = 200  # CSS pixels that each line may take on the sheet: all of them fit on one page
SCALE = 0.75  # points in a CSS pixel
OPTIONS = DEFAULT_OPTIONS | VARIANTS[VARIANT][1] | {"pdf_variant": VARIANT}


@dataclass(frozen=True)
class Line:
    """The drawing of one line in the operators of a PDF: its place, its font, its glyphs."""

    place: bytes
    font: bytes
    glyphs: bytes

    def at_the_height_of(self, other: "Line") -> "Line":
        numbers, height = self.place.split(), other.place.split()[5]
        return replace(self, place=b" ".join((*numbers[:5], height, *numbers[6:])))

    def is_in(self, font: Any) -> bool:
        return self.font.startswith(b"/%s " % font.hash.encode())

    def __str__(self) -> str:
        return b"\n".join((self.place, self.font, self.glyphs)).decode("ascii")


def lay_out(
    press: Press, page: str, mark: str, addressees: list[str]
) -> tuple[bytes, list[str | None]] | None:
    """Return the blank and the addressees' lines, None for one that does not fit into it.

    `page` has the mark where an addressee stands. None if the letter gives no blank.
    """
    if page.count(mark) != 1:
        return None
    page = mark.join(map(name_unprintable, page.split(mark)))
    letter = press.document(press.html(page.replace(mark, html.escape(SPECIMEN))))
    sheet = press.html(page)
    rows = _turn_into_sheet(sheet, mark, [SPECIMEN, *addressees], letter.pages[0].width)
    if not rows:
        return None
    fonts: dict[int, Any] = {}
    specimen, *lines = _lines(press.document(sheet), rows, fonts)
    if specimen is None:
        return None
    # The letter's own font for the line knows the glyphs of all lines, and so serves every copy.
    letter.fonts = {key: font for key, font in fonts.items() if specimen.is_in(font)}
    opened = _open(pdf := generate_pdf(letter, None, 1, **OPTIONS), specimen)
    if opened is None:
        return None
    gap, place = opened
    return write(pdf, gap), [
        str(line.at_the_height_of(place)) if line and line.font == place.font else None
        for line in lines
    ]


def _turn_into_sheet(sheet: HTML, mark: str, addressees: list[str], width: float) -> list[Element]:
    """Leave of the letter's tree only the line's element, once for each addressee.

    Return these elements: none, if the line is not an element of its own.
    """
    body = sheet.etree_element.find("body")
    found = [element for element in body.iter() if mark in (element.text or "")]
    if [element.tag in BLOCKS and not len(element) for element in found] != [True]:
        return []
    (place,) = found
    rows = [Element(place.tag, place.attrib) for _ in addressees]
    for row, addressee in zip(rows, addressees, strict=True):
        row.text = place.text.replace(mark, name_unprintable(addressee))
    parents = {child: parent for parent in body.iter() for child in parent}
    kept = rows
    while place is not body:
        place = parents[place]
        place[:] = kept
        kept = [place]
    size = f"@page {{ size: {width}px {ROW_HEIGHT * len(rows)}px }}"
    SubElement(sheet.etree_element.find("head"), "style").text = size
    return rows


def _lines(sheet: Document, rows: list[Element], fonts: dict[int, Any]) -> list[Line | None]:
    """Draw the sheet; None for a row that takes more than one line or one font."""
    page = sheet.pages[0]
    marks: dict[Any, dict[str, Any]] = {}
    resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary()})
    rectangle = (0, 0, page.width, page.height)
    stream = Stream(fonts, rectangle, resources, {}, marks, {}, OPTIONS["output_intent"])
    page.paint(stream, SCALE)
    texts = _marked(stream.stream)
    drawn: dict[Element, list[Line | None]] = {row: [] for row in rows}
    for box, mark in marks.items():
        if box.element in drawn:
            drawn[box.element].append(texts[mark["mcid"]])
    return [lines[0] if len(lines) == 1 else None for lines in drawn.values()]


def _marked(operators: list[Any]) -> dict[int, Line | None]:
    """Return the line in each piece of content that bears a number of the structure tree."""
    return {
        operators[at - 1]["MCID"]: _line(operators, operators.index(b"BT", at))
        for at, operator in enumerate(operators)
        if operator == b"BDC"
    }


def _line(drawing: list[Any], at: int) -> Line | None:
    """Return the line whose text begins at the place; None unless it is one piece in one font."""
    parts = drawing[at + 1 : at + 5]
    operators = [part.rsplit(b" ", 1)[-1] for part in parts if isinstance(part, bytes)]
    return Line(*parts[:3]) if operators == [b"Tm", b"Tf", b"TJ", b"ET"] else None


def _open(pdf: pydyf.PDF, specimen: Line) -> tuple[pydyf.Stream, Line] | None:
    """Take the specimen's line out of the letter; return the gap and the line as it stood there.

    None if there is not exactly one such line.
    """
    found = [
        (stream, at, line)
        for stream in pdf.objects
        if isinstance(stream, Stream)
        for at, operator in enumerate(stream.stream)
        if operator == b"BT"
        and (line := _line(stream.stream, at))
        and specimen.at_the_height_of(line) == line
    ]
    if len(found) != 1:
        return None
    ((before, at, line),) = found
    gap, after = pydyf.Stream(), pydyf.Stream(before.stream[at + 4 :], compress=True)
    before.stream = before.stream[: at + 1]
    for added in (gap, after):
        pdf.add_object(added)
    (page,) = [
        item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Contents") == before.reference
    ]
    page["Contents"] = pydyf.Array([before.reference, gap.reference, after.reference])
    return gap, line
