"""A letter as an HTML page, laid out by Decree 30/2020/NĐ-CP, Appendix I.

A function of the letter alone: no query, no clock, no language of the reader. Templates get strings
only, so that no number or date passes through the formats of the active language.
"""

import datetime
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from dispatches.blocks import Block, Run, Table, TextBlock
from dispatches.letter import Letter
from vietnamese.dates import BLANK, blank_long_date, long_date
from vietnamese.numbers import padded

TEMPLATES = {"cong_van": "dispatches/letter/cong_van.html"}
KIND_NAMES = {"cong_van": "Công văn"}


def letter_html(letter: Letter) -> str:
    """Lay out a letter; raise ValueError for a kind that has no layout."""
    if letter.kind not in TEMPLATES:
        raise ValueError(f"no layout for letters of kind {letter.kind!r}")
    return render_to_string(
        TEMPLATES[letter.kind],
        {
            "letter": letter,
            "language": letter.language,
            "title": title(letter),
            "blocks": [
                (f"dispatches/letter/blocks/{block.TYPE}.html", _block_content(block))
                for block in letter.blocks
            ],
            "number": BLANK if letter.number is None else padded(letter.number),
            "date": _date(letter),
        },
    )


def title(letter: Letter) -> str:
    """Name a letter as window titles and archives show it."""
    number = "(dự thảo) " if letter.number is None else f"số {padded(letter.number)}/"
    return f"{KIND_NAMES[letter.kind]} {number}{letter.symbol}: {letter.subject}"


def _date(letter: Letter) -> str:
    if letter.date is not None:
        return long_date(letter.date)
    month, year = letter.draft_month
    return blank_long_date(datetime.date(year, month, 1))


def _block_content(block: Block) -> SafeString | Table:
    return block if isinstance(block, Table) else _block_text(block)


def _block_text(block: TextBlock) -> SafeString:
    # A blank before the end of a paragraph makes WeasyPrint 70 break its last line too early.
    *before, last = block.runs or (Run(""),)
    runs = [*before, replace(last, text=last.text.rstrip())]
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    text = conditional_escape(run.text)
    if run.italic:
        text = format_html("<em>{}</em>", text)
    return format_html("<strong>{}</strong>", text) if run.bold else text
