"""What stands around the content in a Word file: addressees, distribution list, signature."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from dispatches.docx.content import plain
from dispatches.docx.xml import (
    first_paragraph,
    fix_layout,
    set_borders,
    set_margins,
)
from dispatches.layout.blocks import takes_lines_along
from dispatches.layout.facts import Facts
from dispatches.letter import Family, Letter

SIGNATURE_ROOM = 30  # millimetres
SHORT = 240  # characters: about three lines


def two_columns(document: Document, left: int, right: int) -> tuple[_Cell, _Cell]:
    """Add a table of one row without lines; widths in twips."""
    table = document.add_table(rows=1, cols=2)
    set_borders(table, "nil")
    set_margins(table, 0)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    fix_layout(table, [left, right])
    return table.rows[0].cells


def add_addressees(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    """Add one addressee on the line of «Kính gửi:», several under it, dashes under the colon."""
    if len(letter.addressees) == 1:
        stop = "." if letter.addressee_stop else ""
        text = f"{facts.words.to}: {letter.addressees[0]}{stop}"
        document.add_paragraph(plain(text), style="Kinh gui")
        return
    left, right = two_columns(document, width * 30 // 100, width - width * 30 // 100)
    say(left, "Kinh gui nhan", facts.words.to)
    say(right, "Kinh gui dong", ":")
    *others, last = letter.addressees
    for name in others:
        say(right, "Kinh gui dong", f"- {name};")
    say(right, "Kinh gui dong", f"- {last}.")


def add_closing(document: Document, letter: Letter, facts: Facts, *, width: int) -> None:
    """Add distribution list and signature, kept on the page of the last lines."""
    _keep_last_lines(document, letter)
    blank = document.add_paragraph(style="Duong ke")
    blank.paragraph_format.space_before = Pt(8)
    blank.paragraph_format.keep_with_next = True
    left, right = two_columns(document, width * 45 // 100, width - width * 45 // 100)
    if letter.family in (Family.OFFICIAL, Family.NAMED):
        say(left, "Noi nhan", f"{facts.words.recipients}:")
        for line in letter.recipients:
            say(left, "Noi nhan dong", f"- {line}")
    if letter.family == Family.NOTE:
        say(right, "Dia danh ngay thang", f"{letter.place}, {facts.date}")
    if letter.signature:
        for line in letter.signature.lines:
            say(right, "Quyen han chuc vu", line)
    room = say(right, "Quyen han chuc vu", "")
    room.paragraph_format.space_before = Mm(SIGNATURE_ROOM)
    if letter.signature:
        say(right, "Quyen han chuc vu", letter.signature.name)


def _keep_last_lines(document: Document, letter: Letter) -> None:
    """Keep the last paragraph with what follows, and the one before it where the PDF does.

    An office program moves what is kept as a whole: a long one would leave half a page blank.
    """
    kept = document.paragraphs[-1:]
    if letter.blocks and takes_lines_along(letter.blocks[-1]):
        kept += [one for one in document.paragraphs[-2:-1] if len(one.text) <= SHORT]
    for paragraph in kept:
        paragraph.paragraph_format.keep_with_next = True


def say(cell: _Cell, style: str, text: str) -> Paragraph:
    """Add a paragraph to a cell; the first one takes the paragraph that is there."""
    first = first_paragraph(cell)
    fresh = len(cell.paragraphs) == 1 and not first.text and _is_plain(first)
    paragraph = first if fresh else cell.add_paragraph()
    paragraph.style = style
    paragraph.add_run(plain(text))
    return paragraph


def _is_plain(paragraph: Paragraph) -> bool:
    return paragraph.style is not None and paragraph.style.name == "Normal"
