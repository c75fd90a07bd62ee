"""The document that an entry rests on: one of the registers, or its number and day as told."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from dispatches.domain.finding import find_cited
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from partners.errors import PartnerRefused
from vietnamese.dates import short_date
from vietnamese.text import clean_line


@dataclass(frozen=True)
class Citation:
    """Number and day of a document; both may be empty, a number alone may not."""

    number: str = ""
    day: date | None = None

    def columns(self, *, since: date | None = None, until: date | None = None) -> dict[str, Any]:
        """Return the columns of a `Documented` row; PartnerRefused for half a citation.

        What rests on a document cannot be earlier than it (`until`), nor the document than what
        it tells of (`since`).
        """
        columns = self._columns()
        day = columns.get("document_date")
        if day and until and day > until:
            words = _("Văn bản số %(number)s, ngày %(day)s không thể sau ngày ghi là %(limit)s.")
            self._refuse(words, day, until)
        if day and since and day < since:
            words = _("Văn bản số %(number)s, ngày %(day)s không thể trước ngày %(limit)s.")
            self._refuse(words, day, since)
        return columns

    def _refuse(self, words: str, day: date, limit: date) -> NoReturn:
        raise PartnerRefused(
            words
            % {
                "number": clean_line(self.number),
                "day": short_date(day),
                "limit": short_date(limit),
            }
        )

    def _columns(self) -> dict[str, Any]:
        number = clean_line(self.number)
        if not number:
            return {}
        try:
            found = find_cited(number)
        except DispatchRefused:
            return {"document_number": number, "document_date": self._required_day()}
        end = "dispatch" if isinstance(found, Dispatch) else "incoming"
        if self.day and found.date != self.day:
            # Another year's document of the same number.
            return {"document_number": number, "document_date": self.day}
        return {"document_number": number, "document_date": found.date, end: found}

    def _required_day(self) -> date:
        if self.day is None:
            raise PartnerRefused(
                _("Văn bản số %(number)s không có trong sổ của Sở: đề nghị ghi cả ngày văn bản.")
                % {"number": clean_line(self.number)}
            )
        return self.day
