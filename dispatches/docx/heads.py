"""The head of each family of documents in a Word file."""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document
from docx.shared import Mm, RGBColor, Twips
from docx.table import _Cell

from dispatches.docx.content import plain
from dispatches.docx.frame import say, two_columns
from dispatches.docx.xml import box, rule
from dispatches.layout.facts import Facts
from dispatches.letter import Family, Letter

# Drawn after dispatches/emblem.svg, which Word cannot show.
EMBLEM = Path(__file__).with_name("emblem.png")
EMBLEM_WIDTH = 24  # millimetres
RED = "FF0000"
MM = 56.6929  # twips
BOX_WIDTHS = {"khan": 20, "thuong_khan": 40, "hoa_toc": 30}  # millimetres (Decree 30/2020)
# Lines under the agency and the subject: a third to a half of the text; the motto's: its own.
AGENCY_LINE, MOTTO_LINE, SUBJECT_LINE = 0.28, 0.62, 0.28


def add_head(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    """Add agency and national title, number and date, side by side 40:60."""
    left_width, right_width = width * 40 // 100, width - width * 40 // 100
    left, right = two_columns(document, left_width, right_width)
    if letter.parent_agency:
        say(left, "Coquan chu quan", letter.parent_agency)
    say(left, "Co quan", letter.agency)
    _rule(left, left_width, share=AGENCY_LINE)
    say(right, "Quoc hieu", facts.words.national_title)
    say(right, "Tieu ngu", facts.words.motto)
    _rule(right, right_width, share=MOTTO_LINE)
    left, right = two_columns(document, left_width, right_width)
    say(left, "So ky hieu", f"{facts.words.number}: {facts.number}/{letter.symbol}")
    if letter.family == Family.OFFICIAL:
        say(left, "Trich yeu cong van", letter.subject)
    if facts.urgency:
        _stamp(left, letter.urgency, facts.urgency, left_width)
    say(right, "Dia danh ngay thang", f"{letter.place}, {facts.date}")
    if facts.words.translation:
        say(right, "Ban dich", facts.words.translation)


def add_emblem_head(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    """Add the head of notes and personal letters; a translation has no coat of arms."""
    if letter.language == "vi":
        picture = document.add_paragraph(style="Quoc huy").add_run()
        picture.add_picture(str(EMBLEM), width=Mm(EMBLEM_WIDTH))
    document.add_paragraph(plain(letter.agency), style="Phu luc")
    left, right = two_columns(document, width // 2, width - width // 2)
    say(left, "So ky hieu trai", f"{facts.words.number}: {facts.number}/{letter.symbol}")
    say(right, "Ban dich", facts.words.translation)


def _add_personal_head(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    add_emblem_head(document, letter, facts, width=width)
    document.add_paragraph(plain(f"{letter.place}, {facts.date}"), style="Dia danh ben phai")


def _add_named_head(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    add_head(document, letter, facts, width=width)
    document.add_paragraph(plain(letter.type_name.upper()), style="Ten loai")
    document.add_paragraph(plain(letter.subject), style="Trich yeu")
    indent = Twips(int(width * (1 - SUBJECT_LINE) / 2))
    line = document.add_paragraph(style="Duong ke")
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = indent
    rule(line, "bottom")


def _add_sheet_head(document: Document, letter: Letter, _facts: Facts, *, width: int) -> None:
    document.add_paragraph(plain(letter.subject.upper()), style="Phu luc")


Head = Callable[..., None]
HEADS: dict[Family, Head] = {
    Family.OFFICIAL: add_head,
    Family.NAMED: _add_named_head,
    Family.NOTE: add_emblem_head,
    Family.PERSONAL: _add_personal_head,
    Family.SHEET: _add_sheet_head,
}


def _rule(cell: _Cell, width: int, *, share: float) -> None:
    """Draw a centred line of that share of the column's width."""
    line = say(cell, "Duong ke", "")
    indent = Twips(int(width * (1 - share) / 2))
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = indent
    rule(line, "bottom")


def _stamp(cell: _Cell, urgency: str, text: str, width: int) -> None:
    paragraph = say(cell, "Do khan", text)
    indent = Twips(int((width - BOX_WIDTHS[urgency] * MM) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    box(paragraph, RED)
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(RED)
