"""Dates that do not exist, fall on another weekday than said, or are ill written."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages
from vietnamese.dates import long_date, short_date, weekday

_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
_SHORT = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
_LONG = r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
# «thứ Hai, ngày 09/8/2021», «thứ Hai (09/8/2021)», «Chủ nhật 08/8/2021»
_BEFORE = rf"(?:(?P<before>{_WEEKDAY})[\s,(]*"
# «09/8/2021, thứ Hai», «09/8/2021 (thứ Hai)»; a weekday before the next date is that one's.
_AFTER = rf"(?:(?:,\s*|\s*\(\s*)(?P<after>{_WEEKDAY})\b(?![\s,(]*(?:ngày\s+)?\d))?"
SHORT = re.compile(
    rf"{_BEFORE}(?:ngày\s+)?)?(?P<date>(?<![\d/]){_SHORT})(?![\d/]){_AFTER}", re.IGNORECASE
)
LONG = re.compile(rf"{_BEFORE})?(?P<date>{_LONG}){_AFTER}", re.IGNORECASE)
# A day without its year: «trước ngày 31/6», «ngày 31 tháng 6».
YEARLESS = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})(?![\d/])(?!\s+năm\b)",
    re.IGNORECASE,
)
_SAID = r"\b(?:hạn|chót|trước|sau|đến|từ|hết|vào|hôm|sáng|chiều|tối)"
_DAY, _MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|1[0-2])"
# «hạn 30/02»; without «ngày», «đến 45/60» is something else.
UNNAMED = re.compile(rf"{_SAID}\s+(?P<date>{_DAY}/{_MONTH})(?![\d/.,]?\d)", re.IGNORECASE)
# «9-8-2021», «9.8.2021»; numbers of articles, houses and telephones have no such year.
_NO_NUMBER = r"(?<![\w./-])(?<!số )(?<!ngõ )(?<!ngách )(?<!hẻm )(?<!kiệt )(?<!nhà )(?<!lệ )"
_ENDS = r"(?![\w/]|[.-]\w)"
OTHER = re.compile(
    rf"{_NO_NUMBER}(?P<date>{_DAY}(?P<mark>[.-]){_MONTH}(?P=mark)(?P<year>(?:19|20)\d\d)){_ENDS}",
    re.IGNORECASE,
)
# «05/7/21»; with other marks it is a date only where a word says so: «1.5.12» is a heading.
SHORT_YEAR = re.compile(
    rf"(?:{_NO_NUMBER}|(?P<said>(?:{_SAID}|\bngày)\s+))"
    rf"(?P<date>{_DAY}(?P<mark>(?(said)[./-]|/)){_MONTH}(?P=mark)(?P<year>\d\d)){_ENDS}",
    re.IGNORECASE,
)
CENTURY = 50  # of two figures: «49» is 2049, «50» is 1950
LEAP_YEAR = 2024  # has every day that any year has
WEEKDAY_NUMBERS = {"2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy"}


def dates(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Check every date of every passage; the forms are Decree 30/2020's, Appendix I, II.4b."""
    for passage in passages(letter):
        for quote, message in _slips(passage.text):
            yield passage.finding(quote, message)


def _slips(text: str) -> Iterator[tuple[str, str]]:
    for pattern, written in ((SHORT, short_date), (LONG, long_date)):
        for match in pattern.finditer(text):
            if message := _fault(match, written):
                yield match[0], message
    for match in chain(OTHER.finditer(text), SHORT_YEAR.finditer(text)):
        yield match["date"], _other_form(match)
    for match in chain(YEARLESS.finditer(text), UNNAMED.finditer(text)):
        if _day(match, LEAP_YEAR) is None:
            yield match[0], _no_such_day(match[0])


def _fault(match: re.Match[str], written: Callable[[dt.date], str]) -> str:
    day = _day(match, int(match["year"]))
    if day is None:
        return _no_such_day(match[0])
    for said in filter(None, (match["before"], match["after"])):
        if _spelt(said) != weekday(day).casefold():
            return _("Ngày %(date)s là %(weekday)s, không phải “%(said)s”.") % {
                "date": short_date(day),
                "weekday": weekday(day),
                "said": said,
            }
    return _ill_written(match["date"], written(day))


def _other_form(match: re.Match[str]) -> str:
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < CENTURY else 1900
    day = _day(match, year)
    return _ill_written(match["date"], short_date(day)) if day else _no_such_day(match["date"])


def _day(match: re.Match[str], year: int) -> dt.date | None:
    try:
        return dt.date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _no_such_day(quote: str) -> str:
    return _("Không có ngày này: “%(quote)s”.") % {"quote": quote}


def _spelt(weekday_said: str) -> str:
    """«Thứ  3» is «thứ ba»."""
    first, second = weekday_said.casefold().split()
    return f"{first} {WEEKDAY_NUMBERS.get(second, second)}"


def _ill_written(quote: str, proper: str) -> str:
    if " ".join(quote.split()).casefold() == proper.casefold():
        return ""
    return _("Cách ghi ngày: “%(quote)s”, theo quy định là “%(proper)s”.") % {
        "quote": quote,
        "proper": proper,
    }
