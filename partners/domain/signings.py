"""Which agreements were signed for which unit: what their plans after signing rest on."""

from collections.abc import Iterable

from districts.models import District
from districts.rules.occurrences import Signing
from partners.models import Agreement


def signed_for(units: Iterable[District]) -> list[Signing]:
    """Return the signed agreements of the units; the register takes no other yet."""
    agreements = Agreement.objects.filter(district__in=list(units)).order_by("pk")
    return [
        Signing(unit=a.district_id, agreement=a.pk, title=a.title, on=a.signed_on)
        for a in agreements
    ]
