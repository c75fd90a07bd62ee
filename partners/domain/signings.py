"""Which agreements were signed for which unit: what their plans after signing rest on."""

from collections.abc import Iterable

from districts.models import District
from districts.rules.occurrences import Signing
from partners.agreement_enums import SIGNING
from partners.models import AgreementParty
from partners.rules.courses import FINAL, RECORDABLE


def signed_for(units: Iterable[District]) -> list[Signing]:
    """Return the agreements that the units signed, first or beside; a change to one is no other.

    One that is over was signed all the same: what was planned and reported after it stays.
    """
    signed = AgreementParty.objects.filter(
        district__in=list(units),
        role__in=SIGNING,
        responsible_from=None,
        agreement__parent=None,
        agreement__mistaken_on=None,
        agreement__state__in=RECORDABLE,
    )
    return [
        Signing(
            unit=party.district_id,
            agreement=party.agreement_id,
            title=party.agreement.title,
            on=party.agreement.signed_on,
            is_over=party.agreement.state in FINAL,
        )
        for party in signed.select_related("agreement").order_by("agreement", "pk")
        if party.district_id
    ]
