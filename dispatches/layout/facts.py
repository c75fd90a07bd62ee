"""What both twins of a letter, PDF and Word, print beside what the letter itself says."""

import datetime
from dataclasses import dataclass

from dispatches.layout.words import WORDS, Words
from dispatches.letter import Circulation, Family, Letter, Urgency
from vietnamese.dates import BLANK
from vietnamese.numbers import numbered, padded

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


@dataclass(frozen=True)
class Facts:
    """Words of the letter's language, number and date as printed, stamps, what an appendix says."""

    words: Words
    title: str
    number: str
    date: str
    urgency: str
    circulation: str
    enclosed: str

    @classmethod
    def of(cls, letter: Letter) -> "Facts":
        """Collect the facts; KeyError for a language that has no words."""
        words = WORDS[letter.language]
        number = BLANK if letter.number is None else padded(letter.number)
        date = _date(letter, words)
        return cls(
            words=words,
            title=title(letter),
            number=number,
            date=date,
            urgency=STAMPS[letter.urgency],
            circulation=MARKS[letter.circulation],
            enclosed=words.enclosed.format(
                kind=_kind_name(letter),
                number=f"{number}/{letter.symbol}",
                date=date,
                agency=letter.issuer or letter.agency,
            ),
        )

    def appendix_heading(self, ordinal: int, *, of: int) -> str:
        """«Phụ lục II», or «Phụ lục» if it is the only one."""
        return numbered(self.words.appendix, ordinal, of=of)


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
