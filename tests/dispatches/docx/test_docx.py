"""The Word file itself: its styles, sections, properties and bytes."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from dispatches.blocks import Column, Paragraph, Run, Table
from dispatches.docx import letter_docx
from dispatches.letter import Appendix, Family, Signature
from tests.dispatches.seed_letter import SEED
from tests.dispatches.seed_submission import SUBMISSION

HOSTILE = "{{ x }} <script>&amp; \x00\x07\ud800\u202e ]]> " + "a" * 3000


def opened(letter):
    return docx.Document(io.BytesIO(letter_docx(letter)))


def millimetres(*lengths):
    return tuple(round(length / Mm(1)) for length in lengths)


def test_every_paragraph_of_the_content_stands_in_its_style():
    document = opened(SEED)

    styles = [p.style.name for p in document.paragraphs if p.text]
    assert set(styles) == {"Noi dung", "Tieu de muc", "Kinh gui"}
    texts = [("- " if b.TYPE == "item" else "") + b.text for b in SEED.blocks]
    assert [p.text for p in document.paragraphs if p.style.name != "Kinh gui" and p.text] == texts


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Quoc hieu", 12, True, False),
        ("Tieu ngu", 13, True, False),
        ("Dia danh ngay thang", 13, False, True),
        ("Noi dung", 14, False, False),
        ("Can cu", 14, False, True),
        ("Noi nhan", 12, True, True),
        ("Noi nhan dong", 11, False, False),
        ("Quyen han chuc vu", 14, True, False),
    ],
)
def test_styles_have_the_sizes_of_the_decree(style, size, bold, italic):
    font = opened(SEED).styles[style].font

    assert (font.name, font.size.pt, font.bold, font.italic) == (
        "Times New Roman",
        size,
        bold,
        italic,
    )


def test_margins_and_page_numbers():
    section = opened(SEED).sections[0]

    assert millimetres(section.page_width, section.page_height) == (210, 297)
    margins = (
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    )
    assert millimetres(*margins) == (20, 15, 20, 30)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_appendices_are_sections_with_numbers_of_their_own():
    table = Table((Column("A", 1), Column("B", 3)), (("1", "2"),))
    document = opened(
        replace(
            SEED,
            appendices=(Appendix("Một", (table,), landscape=True), Appendix("Hai", ())),
        )
    )

    first, second, third = document.sections
    assert millimetres(second.page_width, second.page_height) == (297, 210)
    assert millimetres(third.page_width, third.page_height) == (210, 297)
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in (first, second, third)]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [
        False,
        "1",
        "1",
    ]
    assert "w:tblHeader" in document.tables[-1].rows[0]._tr.xml


def test_bold_is_said_only_where_the_style_does_not():
    letter = replace(SEED, blocks=(Paragraph.of("trước ", Run("ngày 09/8", bold=True)),))
    paragraph = next(p for p in opened(letter).paragraphs if p.text.startswith("trước"))

    assert [(run.text, run.bold) for run in paragraph.runs] == [
        ("trước ", None),
        ("ngày 09/8", True),
    ]


@pytest.mark.parametrize(("language", "code"), [("vi", "vi-VN"), ("en", "en-US"), ("ko", "ko-KR")])
def test_the_language_and_the_title_are_said(language, code):
    document = opened(replace(SEED, language=language))

    assert f'w:lang w:val="{code}"' in document.styles.element.xml
    assert "SNgV-NV" in document.core_properties.title


def test_fonts_are_named_for_both_scripts():
    fonts = opened(SEED).styles["Noi dung"].element.rPr.rFonts

    assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert fonts.get(qn("w:eastAsia")) == "Batang"


def test_the_same_letter_gives_the_same_bytes():
    assert letter_docx(SUBMISSION) == letter_docx(SUBMISSION)
    assert letter_docx(SUBMISSION) != letter_docx(SEED)


@pytest.mark.parametrize("family", Family)
def test_hostile_text_gives_a_whole_file(family):
    hostile = replace(
        SUBMISSION,
        family=family,
        subject=HOSTILE,
        addressees=(HOSTILE, HOSTILE),
        blocks=(Paragraph.of(HOSTILE), Table((Column(HOSTILE),), ((HOSTILE,),))),
        recipients=(HOSTILE,),
        appendices=(Appendix(HOSTILE, (Paragraph.of(HOSTILE),)),),
    )

    content = letter_docx(hostile)

    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    text = "".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "{{ x }} <script>&amp;" in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "authority",
    [
        ("Q. GIÁM ĐỐC",),
        ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGHIỆP VỤ"),
        ("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ],
)
def test_who_signs_for_whom_stands_over_the_name(authority):
    document = opened(replace(SUBMISSION, signature=Signature(authority, "Nguyễn Văn A")))
    cell = document.tables[-1].rows[0].cells[-1]
    said = [p for p in cell.paragraphs if p.text.strip()]

    lines = "\n".join(p.text for p in said).splitlines()
    assert lines == [*authority, "Nguyễn Văn A"]
    assert said[0].style.name == "Quyen han chuc vu"
