"""A letter as an HTML page, laid out by Decree 30/2020/NĐ-CP, Appendix I.

A function of the letter alone: no query, no clock, no language of the reader. Templates get strings
only, so that no number or date passes through the formats of the active language.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from dispatches.letter import Letter
from vietnamese.dates import long_date
from vietnamese.numbers import padded

TEMPLATES = {"cong_van": "dispatches/letter/cong_van.html"}
KIND_NAMES = {"cong_van": "Công văn"}


@dataclass(frozen=True)
class BlankDate:
    """The date of a draft: the words on both sides of the room for the day."""

    before: str
    after: str


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
                (f"dispatches/letter/blocks/{block.TYPE}.html", block) for block in letter.blocks
            ],
            "number": "" if letter.number is None else padded(letter.number),
            "date": "" if letter.date is None else long_date(letter.date),
            "blank_date": _blank_date(letter.draft_month),
        },
    )


def title(letter: Letter) -> str:
    """Name a letter as window titles and archives show it."""
    number = "(dự thảo) " if letter.number is None else f"số {padded(letter.number)}/"
    return f"{KIND_NAMES[letter.kind]} {number}{letter.symbol}: {letter.subject}"


def _blank_date(draft_month: tuple[int, int]) -> BlankDate:
    """Leave the day open; 01 and 02 are padded (Decree 30/2020, Appendix I, part II, 4b)."""
    month, year = draft_month
    month_in_words = f"{month:02d}" if month < 3 else str(month)
    return BlankDate("ngày", f"tháng {month_in_words} năm {year}")
