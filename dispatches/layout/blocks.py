"""Blocks of content as HTML; each type has its template."""

from dataclasses import dataclass, replace

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from dispatches.blocks import Block, Column, Run, Table, TextBlock


@dataclass(frozen=True)
class PrintedTable:
    """A table with the width of each column in per cent, and its cells beside their columns."""

    columns: tuple[tuple[Column, str], ...]
    rows: tuple[tuple[tuple[Column, str], ...], ...]


ONE_LINE = 80  # characters that may be no more than one line of a paragraph


def takes_lines_along(last: Block) -> bool:
    """Whether a last block is too little to stand with the signature on a page of their own."""
    return isinstance(last, Table) or len(last.text) <= ONE_LINE


def printed(blocks: tuple[Block, ...]) -> list[tuple[str, SafeString | PrintedTable]]:
    """Return (template, content) of each block."""
    return [(f"dispatches/letter/blocks/{block.TYPE}.html", _content(block)) for block in blocks]


def _content(block: Block) -> SafeString | PrintedTable:
    return _table(block) if isinstance(block, Table) else _text(block)


def _table(table: Table) -> PrintedTable:
    whole = sum(column.share for column in table.columns)
    widths = (f"{100 * column.share / whole:.3f}%" for column in table.columns)
    return PrintedTable(
        columns=tuple(zip(table.columns, widths, strict=True)),
        rows=tuple(tuple(zip(table.columns, row, strict=True)) for row in table.rows),
    )


def _text(block: TextBlock) -> SafeString:
    # A blank before the end of a paragraph makes WeasyPrint 70 break its last line too early.
    *before, last = block.runs or (Run(""),)
    runs = [*before, replace(last, text=last.text.rstrip())]
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    text = conditional_escape(run.text)
    if run.italic:
        text = format_html("<em>{}</em>", text)
    return format_html("<strong>{}</strong>", text) if run.bold else text
