"""Which agreements were signed for which unit: what their plans after signing rest on."""

from collections.abc import Iterable

from districts.models import District
from districts.rules.occurrences import Signing
from partners.models import Agreement
from partners.rules.courses import FINAL, RECORDABLE


def signed_for(units: Iterable[District]) -> list[Signing]:
    """Return the agreements that were signed for the units; a change to one is no other.

    One that is over was signed all the same: what was planned and reported after it stays.
    """
    agreements = Agreement.objects.filter(
        district__in=list(units), parent=None, state__in=RECORDABLE
    )
    return [
        Signing(
            unit=agreement.district_id,
            agreement=agreement.pk,
            title=agreement.title,
            on=agreement.signed_on,
            is_over=agreement.state in FINAL,
        )
        for agreement in agreements.order_by("pk")
        if agreement.district_id
    ]
