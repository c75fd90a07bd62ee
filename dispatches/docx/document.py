"""A letter as a Word file (.docx): the twin of its PDF, made to be edited.

Styles, margins and places are those of the printed page; the same letter gives the same bytes.
"""

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm

from dispatches.docx.content import add_block, plain
from dispatches.docx.frame import add_addressees, add_closing
from dispatches.docx.heads import HEADS
from dispatches.docx.styles import add_styles
from dispatches.docx.xml import add_page_number, box, restart_numbers, rule, set_language
from dispatches.layout.facts import Facts
from dispatches.letter import Appendix, Family, Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"vi": "vi-VN", "en": "en-US", "ko": "ko-KR"}
TOP, RIGHT, BOTTOM, LEFT = 20, 15, 20, 30  # millimetres, as templates/dispatches/document.css
SHORT, LONG = 210, 297
TWIPS = 56.6929  # of a millimetre
LONG_AGO = datetime(2020, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is made


def letter_docx(letter: Letter) -> bytes:
    """Return the Word file; KeyError for a language that has no words."""
    facts = Facts.of(letter)
    document = docx.Document()
    _clear(document)
    add_styles(document)
    set_language(document, LANGUAGES[letter.language])
    _set_properties(document, facts.title)
    _set_page(document.sections[0], landscape=False)
    _fill_margins(document.sections[0], letter, facts)
    _add_letter(document, letter, facts)
    for ordinal, appendix in enumerate(letter.appendices, start=1):
        heading = facts.appendix_heading(ordinal, of=len(letter.appendices))
        _add_appendix(document, appendix, heading, facts)
    return _bytes(document)


def _add_letter(document: Document, letter: Letter, facts: Facts) -> None:
    width = _text_width(landscape=False)
    HEADS[letter.family](document, letter, facts, width=width)
    if letter.family not in (Family.NOTE, Family.SHEET) and letter.addressees:
        add_addressees(document, letter, facts, width=width)
    for block in letter.blocks:
        add_block(document, block, width=width)
    if letter.family != Family.SHEET:
        add_closing(document, letter, facts, width=width)


def _add_appendix(document: Document, appendix: Appendix, heading: str, facts: Facts) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=appendix.landscape)
    restart_numbers(section)
    _number_pages(section)
    document.add_paragraph(plain(heading), style="Phu luc")
    document.add_paragraph(plain(appendix.title.upper()), style="Phu luc")
    document.add_paragraph(plain(facts.enclosed), style="Kem theo")
    for block in appendix.blocks:
        add_block(document, block, width=_text_width(landscape=appendix.landscape))


def _fill_margins(section: Section, letter: Letter, facts: Facts) -> None:
    """Number the pages from the second on; page 1 has its own margins' texts."""
    _number_pages(section)
    if facts.circulation:
        mark = section.first_page_header.paragraphs[0]
        mark.style = "Pham vi luu hanh"
        mark.add_run(facts.circulation)
        box(mark, "000000")
        mark.paragraph_format.left_indent = Mm(110)
    foot = letter.addressees if letter.family == Family.NOTE else letter.footer
    for place, line in enumerate(foot):
        footer = section.first_page_footer
        paragraph = footer.paragraphs[0] if not place else footer.add_paragraph()
        paragraph.style = "Chan trang"
        paragraph.add_run(plain(line)).bold = letter.family == Family.NOTE or None
        if not place and letter.family != Family.NOTE:
            rule(paragraph, "top")


def _number_pages(section: Section) -> None:
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.style = "So trang"
    add_page_number(paragraph)


def _set_page(section: Section, *, landscape: bool) -> None:
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def _text_width(*, landscape: bool) -> int:
    return int(((LONG if landscape else SHORT) - LEFT - RIGHT) * TWIPS)


def _clear(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - its one door to XML


def _set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = plain(title)[:255], "", ""
    properties.created = properties.modified = LONG_AGO
    properties.last_modified_by = ""


def _bytes(document: Document) -> bytes:
    """Save without the moment of saving."""
    saved, stream = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as written,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in written.namelist():
            archive.writestr(zipfile.ZipInfo(name), written.read(name))
    return stream.getvalue()
