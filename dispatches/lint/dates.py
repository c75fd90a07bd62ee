"""Dates that do not exist, fall on another weekday than said, or are ill written."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from vietnamese.dates import long_date, short_date, weekday

_WEEKDAY = r"(?P<weekday>thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)"
_SHORT = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
_LONG = r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
# «thứ Hai, ngày 09/8/2021», «thứ Hai (09/8/2021)», «Chủ nhật 08/8/2021»
_BEFORE = rf"(?:{_WEEKDAY}[\s,(]*(?:ngày\s+)?)?"
SHORT = re.compile(rf"{_BEFORE}(?<![\d/]){_SHORT}(?![\d/])", re.IGNORECASE)
LONG = re.compile(rf"(?:{_WEEKDAY}[\s,(]*)?{_LONG}", re.IGNORECASE)


def dates(letter: Letter, _facts: Facts) -> Iterator[Finding]:
    """Check every date of every block; the forms are those of Decree 30/2020, Appendix I, II.4b."""
    for index, block in enumerate(letter.blocks):
        for pattern, written in ((SHORT, short_date), (LONG, long_date)):
            for match in pattern.finditer(block.text):
                message = _fault(match, written)
                if message:
                    yield Finding(index, match[0], message)


def _fault(match: re.Match[str], written: Callable[[dt.date], str]) -> str:
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return _("Không có ngày này: “%(quote)s”.") % {"quote": match[0]}
    said = match["weekday"]
    if said and " ".join(said.casefold().split()) != weekday(day).casefold():
        return _("Ngày %(date)s là %(weekday)s, không phải “%(said)s”.") % {
            "date": short_date(day),
            "weekday": weekday(day),
            "said": said,
        }
    return _ill_written(match[0], written(day))


def _ill_written(quote: str, proper: str) -> str:
    if " ".join(quote.split()).casefold().endswith(proper.casefold()):
        return ""
    return _("Cách ghi ngày: “%(quote)s”, theo quy định là “%(proper)s”.") % {
        "quote": quote,
        "proper": proper,
    }
