"""The styles of a Word letter: one for each element, with the sizes of Decree 30/2020, Appendix I.

The measures are those of templates/dispatches/document.css and letter.css.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from dispatches.docx.xml import set_fonts

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True)
class Style:
    """How an element is set; sizes and blanks in points, indents in millimetres.

    A `line` of 0 is as high as what stands in it.
    """

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    line: float = 17.5
    keep_with_next: bool = False


CENTRED = "center"
STYLES = {
    "Coquan chu quan": Style(12, align=CENTRED, line=14),
    "Co quan": Style(12, bold=True, align=CENTRED, line=14),
    "Quoc hieu": Style(12, bold=True, align=CENTRED, line=14),
    "Tieu ngu": Style(13, bold=True, align=CENTRED, line=15),
    "Duong ke": Style(2, align=CENTRED, line=3),
    "So ky hieu": Style(13, align=CENTRED, before=9, line=15),
    "So ky hieu trai": Style(13, line=15),
    "Dia danh ngay thang": Style(13, italic=True, align=CENTRED, before=9, line=15),
    "Dia danh ben phai": Style(13, italic=True, align="right", line=15),
    "Trich yeu cong van": Style(12, align=CENTRED, before=6, line=14),
    "Quoc huy": Style(align=CENTRED, line=0),
    "Ten loai": Style(bold=True, align=CENTRED, before=18),
    "Trich yeu": Style(bold=True, align=CENTRED),
    "Do khan": Style(13, bold=True, align=CENTRED, before=8, line=18),
    "Kinh gui": Style(align=CENTRED, before=18, after=12),
    "Kinh gui nhan": Style(align="right"),
    "Kinh gui dong": Style(),
    "Noi dung": Style(align="both", before=6, first_line=12.7),
    "Tieu de muc": Style(bold=True, align="both", before=6, first_line=12.7, keep_with_next=True),
    "Trich dan": Style(align="both", before=6, first_line=12.7, left=10),
    "Can cu": Style(italic=True, align="both", before=6, first_line=12.7),
    "Dong giua": Style(bold=True, align=CENTRED, before=12, keep_with_next=True),
    "O bang": Style(13, before=2, after=2, line=16),
    "Dau bang": Style(13, bold=True, align=CENTRED, line=16),
    "Noi nhan": Style(12, bold=True, italic=True, line=14),
    "Noi nhan dong": Style(11, line=13),
    "Quyen han chuc vu": Style(bold=True, align=CENTRED),
    "Phu luc": Style(bold=True, align=CENTRED),
    "Kem theo": Style(italic=True, align=CENTRED, after=12),
    "Chan trang": Style(11, line=13),
    "So trang": Style(align=CENTRED),
    "Pham vi luu hanh": Style(13, bold=True, align="right", line=15),
    "Ban dich": Style(13, italic=True, align="right", line=15),
}


def add_styles(document: Document) -> None:
    """Give the document its styles; everything else is based on «Normal»."""
    normal = document.styles["Normal"]
    set_fonts(normal)
    normal.font.size = Pt(14)
    for name, style in STYLES.items():
        _add(document, name, style)


def _add(document: Document, name: str, style: Style) -> None:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    set_fonts(made)
    made.font.size = Pt(style.size)
    made.font.bold, made.font.italic = style.bold, style.italic
    paragraph = made.paragraph_format
    paragraph.alignment = ALIGNED[style.align]
    paragraph.space_before, paragraph.space_after = Pt(style.before), Pt(style.after)
    paragraph.line_spacing = Pt(style.line) if style.line else 1.0
    paragraph.first_line_indent = Mm(style.first_line) if style.first_line else None
    paragraph.left_indent = Mm(style.left) if style.left else None
    paragraph.keep_with_next = style.keep_with_next
    paragraph.widow_control = True
