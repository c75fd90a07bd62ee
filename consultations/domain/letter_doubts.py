"""Why a registered document may not be the answer of the unit for which it is entered.

None of it forbids: an office may answer for its unit, and one letter for two units. But whoever
enters it says so.
"""

from django.utils.translation import gettext as _

from consultations.domain.unit_names import is_named
from consultations.enums import PendingState
from consultations.models import Consultee, PendingResponse
from dispatches.models import IncomingDocument


def doubts(unit: Consultee, document: IncomingDocument) -> list[str]:
    """Say that the author is not the unit, and whose answer the document has been so far."""
    found = []
    if not is_named(unit, document.author):
        found.append(
            _("Văn bản số %(number)s là của %(author)s, không phải của %(unit)s.")
            % {
                "number": document.full_number,
                "author": document.author,
                "unit": unit.committee,
            }
        )
    if others := _answered_by(document, unit):
        found.append(
            _("Văn bản số %(number)s đã được ghi là trả lời của %(units)s.")
            % {"number": document.full_number, "units": ", ".join(others)}
        )
    return found


def _answered_by(document: IncomingDocument, unit: Consultee) -> list[str]:
    """Name the other units whose answer it is; the same unit may answer two rounds with it."""
    letters = PendingResponse.objects.filter(document=document, withdrawal=None)
    letters = letters.exclude(state=PendingState.REJECTED)
    others = letters.exclude(consultee__district=unit.district_id).select_related("consultee")
    return list(dict.fromkeys(one.consultee.committee for one in others))
