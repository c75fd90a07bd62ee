"""What python-docx has no words for: borders, fields, fonts by script, languages."""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
EAST_ASIAN = "Batang"


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """Make an element of the word-processing namespace: `element("pBdr")`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_fonts(style: ParagraphStyle) -> None:
    """Name the fonts of a style for Latin and for East Asian letters."""
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)


def set_language(document: Document, language: str) -> None:
    """Say in which language the text is, for the speller and for readers by ear."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = properties.find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=language, eastAsia=language))


def add_page_number(paragraph: Paragraph) -> None:
    """Put the number of the page into a paragraph."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001 - its one door to XML
        else:
            instruction = element("instrText")
            instruction.text = text
            run._r.append(instruction)  # noqa: SLF001


def restart_numbers(section: Section) -> None:
    """Begin the page numbers of a section at 1."""
    section._sectPr.append(element("pgNumType", start="1"))  # noqa: SLF001


def set_borders(table: Table, kind: str) -> None:
    """Rule all lines of a table, or none («single», «nil»)."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val=kind, sz="4", space="0", color="000000"))
    table._tbl.tblPr.append(borders)  # noqa: SLF001


def fix_layout(table: Table, widths: list[int]) -> None:
    """Hold the columns at these widths (twentieths of a point)."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.set(qn("w:w"), str(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
            for old in properties.findall(qn("w:tcW")):
                properties.remove(old)
            properties.insert(0, element("tcW", w=str(width), type="dxa"))


def set_margins(table: Table, twips: int) -> None:
    """Set the blank at the left and right of every cell of a table."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(twips), type="dxa"))
    table._tbl.tblPr.append(margins)  # noqa: SLF001


def repeat_row(table: Table, index: int) -> None:
    """Show a row again at the top of every page of its table."""
    table.rows[index]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_rows_whole(table: Table) -> None:
    """Let no row break between two pages."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def rule(paragraph: Paragraph, side: str) -> None:
    """Draw a line above («top») or under («bottom») a paragraph."""
    _border(paragraph, (side,), "6", "000000")


def box(paragraph: Paragraph, color: str) -> None:
    """Draw a box around a paragraph."""
    _border(paragraph, ("top", "left", "bottom", "right"), "8", color)


def _border(paragraph: Paragraph, sides: tuple[str, ...], size: str, color: str) -> None:
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=size, space="1", color=color))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    # The schema wants borders before spacing, indents and alignment.
    later = ("shd", "spacing", "ind", "jc", "rPr")
    following = (found for name in later if (found := properties.find(qn(f"w:{name}"))) is not None)
    if (successor := next(following, None)) is not None:
        successor.addprevious(borders)
    else:
        properties.append(borders)


def first_paragraph(cell: _Cell) -> Paragraph:
    """Return the paragraph that every cell begins with."""
    return cell.paragraphs[0]
