"""Finding a document by number and symbol, as a letter cites it («169/SNgV-HTQT»)."""

from django.utils.translation import gettext as _

from dispatches.domain.incoming import number_key
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, IncomingDocument
from vietnamese.text import clean_line


def find_cited(full_number: str) -> Dispatch | IncomingDocument:
    """Return the newest issued or incoming document of that number; DispatchRefused if none."""
    cited = clean_line(full_number)
    number, _slash, symbol = cited.partition("/")
    if number.isdecimal():
        issued = Dispatch.objects.filter(number=int(number), translates=None).order_by("-year")
        for dispatch in issued:
            if dispatch.symbol.casefold() == symbol.casefold():
                return dispatch
    arrived = IncomingDocument.objects.filter(number_key=number_key(cited), voided_at=None)
    if cited and (incoming := arrived.order_by("-date").first()):
        return incoming
    raise DispatchRefused(
        _("Không thấy văn bản số %(number)s trong sổ văn bản đi và sổ văn bản đến.")
        % {"number": cited}
    )
