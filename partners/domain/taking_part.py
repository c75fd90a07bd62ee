"""In which agreements a unit or a partner takes part, and what is done under them."""

from typing import Any

from django.db.models import Q, QuerySet

from districts.models import District
from partners.agreement_enums import SIGNING, Side
from partners.models import Activity, Agreement, AgreementParty, Commitment
from partners.models.agreement_parties import FIRST_HAND


def of_party(**known: Any) -> QuerySet[Agreement]:
    """Return the agreements with a party like that: `district=…`, `partner=…`."""
    parts = AgreementParty.objects.filter(**known).values("agreement")
    return Agreement.objects.filter(pk__in=parts)


def signers() -> QuerySet[AgreementParty]:
    """Return the parties that signed, not who took over from one or only carries it out."""
    return AgreementParty.objects.filter(FIRST_HAND, role__in=SIGNING)


def units_that_signed(agreement: Agreement) -> list[District]:
    """Return the units of our side that signed it."""
    signed = agreement.parties.filter(FIRST_HAND, side=Side.OURS, role__in=SIGNING)
    return [party.district for party in signed.select_related("district") if party.district]


def of_unit(unit: District) -> QuerySet[Agreement]:
    """Return what the unit is a party to, or answers for now."""
    party = Q(pk__in=of_party(district=unit).values("pk"))
    return Agreement.objects.filter(party | Q(charge_district=unit))


def concerning(unit: District) -> QuerySet[Agreement]:
    """Return the unit's own agreements, and those under which it promised something."""
    promised = Commitment.objects.filter(district=unit).values("agreement")
    own = Q(pk__in=of_unit(unit).values("pk"))
    return Agreement.objects.filter(own | Q(pk__in=promised))


def done_under(agreements: QuerySet[Agreement]) -> Q:
    """Return the condition that an activity was done under one of the agreements.

    That concerns all who made them.
    """
    through = Activity.agreements.through.objects.filter(agreement__in=agreements.values("pk"))
    return Q(pk__in=through.values("activity"))
