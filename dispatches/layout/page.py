"""A letter as an HTML page, laid out by Decree 30/2020/NĐ-CP, Appendix I.

A function of the letter alone: no query, no clock, no language of the reader. Templates get strings
only, so that no number or date passes through the formats of the active language.
"""

from math import ceil

from django.template.loader import render_to_string

from dispatches.layout.appendices import PrintedAppendix, appendices
from dispatches.layout.blocks import printed, takes_lines_along
from dispatches.layout.facts import Facts
from dispatches.letter import Appendix, Family, Letter


def letter_html(letter: Letter, *, is_draft: bool = False) -> str:
    """Lay out a letter, marked as a draft if it is one; KeyError for a language without words."""
    facts = Facts.of(letter)
    return render_to_string(
        f"dispatches/letter/{letter.family}.html",
        {
            "letter": letter,
            "words": facts.words,
            "language": letter.language,
            "title": facts.title,
            "blocks": printed(letter.blocks),
            "takes_lines_along": bool(letter.blocks) and takes_lines_along(letter.blocks[-1]),
            "number": facts.number,
            "date": facts.date,
            "urgency": facts.urgency,
            "circulation": facts.circulation,
            "is_draft": is_draft,
            "appendices": appendices(letter, facts),
            "foot_margin": _foot_margin(letter),
        },
    )


def appendix_html(appendix: Appendix, *, heading: str, enclosed: str) -> str:
    """Lay out an appendix by itself, its pages as within its letter; both lines may be empty."""
    alone = PrintedAppendix(
        page="appendix-1",
        heading=heading,
        title=appendix.title,
        enclosed=enclosed,
        landscape=appendix.landscape,
        blocks=printed(appendix.blocks),
    )
    return render_to_string(
        "dispatches/letter/appendix.html", {"title": appendix.title, "appendices": [alone]}
    )


def _foot_margin(letter: Letter) -> str:
    """Return how high the lower margin of page 1 is, in mm: as its foot needs; "" without one.

    A line of the foot holds some 65 letters of a note's recipient, 85 of an address.
    """
    note = letter.family == Family.NOTE
    lines, room, height = (letter.addressees, 65, 6.5) if note else (letter.footer, 85, 5)
    rows = sum(ceil(len(line) / room) for line in lines)
    return str(max(25, ceil(8 + rows * height))) if lines else ""
