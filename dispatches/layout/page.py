"""A letter as an HTML page, laid out by Decree 30/2020/NĐ-CP, Appendix I.

A function of the letter alone: no query, no clock, no language of the reader. Templates get strings
only, so that no number or date passes through the formats of the active language.
"""

import datetime

from django.template.loader import render_to_string

from dispatches.layout.appendices import appendices
from dispatches.layout.blocks import printed
from dispatches.layout.words import WORDS, Words
from dispatches.letter import Circulation, Family, Letter, Urgency
from vietnamese.dates import BLANK
from vietnamese.numbers import padded

# It prints no name of its kind, but windows and appendices name it.
OFFICIAL_LETTER = {"vi": "Công văn", "en": "Official Letter", "ko": "공문"}
STAMPS = {
    Urgency.NONE: "",
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.EXPRESS: "HỎA TỐC",
}
MARKS = {
    Circulation.ANYBODY: "",
    Circulation.INTERNAL: "LƯU HÀNH NỘI BỘ",
    Circulation.RETURN_AFTER_READING: "XEM XONG TRẢ LẠI",
}


def letter_html(letter: Letter) -> str:
    """Lay out a letter; KeyError for a language that has no words."""
    words = WORDS[letter.language]
    return render_to_string(
        f"dispatches/letter/{letter.family}.html",
        {
            "letter": letter,
            "words": words,
            "language": letter.language,
            "title": title(letter),
            "blocks": printed(letter.blocks),
            "number": BLANK if letter.number is None else padded(letter.number),
            "date": _date(letter, words),
            "urgency": STAMPS[letter.urgency],
            "circulation": MARKS[letter.circulation],
            "appendices": appendices(letter, words, enclosed=_enclosed(letter, words)),
        },
    )


def title(letter: Letter) -> str:
    """Name a letter as window titles and archives show it."""
    if letter.family == Family.SHEET:
        return letter.subject
    number = "(dự thảo) " if letter.number is None else f"số {padded(letter.number)}/"
    return f"{_kind_name(letter)} {number}{letter.symbol}: {letter.subject}"


def _kind_name(letter: Letter) -> str:
    return letter.type_name or OFFICIAL_LETTER[letter.language]


def _date(letter: Letter, words: Words) -> str:
    if letter.date is not None:
        return words.date(letter.date)
    month, year = letter.draft_month
    return words.blank_date(datetime.date(year, month, 1))


def _enclosed(letter: Letter, words: Words) -> str:
    number = BLANK if letter.number is None else padded(letter.number)
    return words.enclosed.format(
        kind=_kind_name(letter),
        number=f"{number}/{letter.symbol}",
        date=_date(letter, words),
        agency=letter.issuer or letter.agency,
    )
