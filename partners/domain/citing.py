"""The document that an entry rests on: one of the registers, or its number and day as told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dispatches.domain.finding import find_cited
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from partners.errors import PartnerRefused
from vietnamese.text import clean_line


@dataclass(frozen=True)
class Citation:
    """Number and day of a document; both may be empty, a number alone may not."""

    number: str = ""
    day: date | None = None

    def columns(self) -> dict[str, Any]:
        """Return the columns of a `Documented` row; PartnerRefused for half a citation."""
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
