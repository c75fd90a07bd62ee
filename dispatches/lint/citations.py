"""Numbers of documents that the registers do not know."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages

# «169/SNgV-HTQT», «347/CNV-ĐP», «307/QĐ-UBND», and laws: «30/2020/NĐ-CP», «70/2020/QH14».
CITED = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})?/[A-ZĐ][\w.]*(?:-[\w.]*\w)*", re.UNICODE)
# Acts of the state are in no register of an office: the year stands inside their number.
_OF_THE_STATE = re.compile(r"^\d+/\d{4}/")


def unregistered_numbers(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Find what is cited by number and symbol and stands in no register of the office."""
    known = {number.casefold() for number in facts.numbers}
    for passage in passages(letter):
        for number in CITED.findall(passage.text):
            if not _OF_THE_STATE.match(number) and number.casefold() not in known:
                yield passage.finding(
                    number,
                    _("Không thấy văn bản số %(number)s trong sổ văn bản đi và sổ văn bản đến.")
                    % {"number": number},
                )
