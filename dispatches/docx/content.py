"""Blocks of a letter in a Word file."""

from docx.document import Document
from docx.text.paragraph import Paragraph

from dispatches.blocks import (
    BasisLine,
    Block,
    CentredLine,
    Heading,
    ListItem,
    Quotation,
    Run,
    Table,
    TextBlock,
)
from dispatches.docx.styles import ALIGNED
from dispatches.docx.xml import (
    first_paragraph,
    fix_layout,
    keep_rows_whole,
    repeat_row,
    set_borders,
    set_margins,
)
from vietnamese.text import clean_text

STYLE_OF = {
    Heading: "Tieu de muc",
    Quotation: "Trich dan",
    BasisLine: "Can cu",
    CentredLine: "Dong giua",
}
CELL_MARGIN = 80  # twips, 4 points


def add_block(document: Document, block: Block, *, width: int) -> None:
    """Add a block at the end; `width` is that of the text in twips."""
    if isinstance(block, Table):
        _add_table(document, block, width)
        return
    style = STYLE_OF.get(type(block), "Noi dung")
    paragraph = document.add_paragraph(style=style)
    if isinstance(block, ListItem):
        paragraph.add_run("- ")
    _add_runs(paragraph, block)


def plain(text: str) -> str:
    """Return text that XML can hold."""
    return clean_text(text)


def _add_runs(paragraph: Paragraph, block: TextBlock) -> None:
    for run in block.runs:
        _add_run(paragraph, run)


def _add_run(paragraph: Paragraph, run: Run) -> None:
    made = paragraph.add_run(plain(run.text))
    # The style says how the element is set; a run says only where it differs.
    if run.bold:
        made.bold = True
    if run.italic:
        made.italic = True


def _add_table(document: Document, table: Table, width: int) -> None:
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    set_borders(made, "single")
    set_margins(made, CELL_MARGIN)
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        first_paragraph(cell).style = "Dau bang"
        first_paragraph(cell).add_run(plain(column.heading))
    for row, texts in zip(made.rows[1:], table.rows, strict=True):
        for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
            paragraph = first_paragraph(cell)
            paragraph.style = "O bang"
            paragraph.alignment = ALIGNED[column.align]
            paragraph.add_run(plain(text))
    whole = sum(column.share for column in table.columns)
    fix_layout(made, [width * column.share // whole for column in table.columns])
    repeat_row(made, 0)
    keep_rows_whole(made)
