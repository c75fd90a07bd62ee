"""Agreements with partners (thỏa thuận hợp tác)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District
from partners.models import Agreement, Partner
from vietnamese.text import clean_line, clean_text, fold


@transaction.atomic
def create_agreement(
    *,
    district: District,
    partner: Partner,
    title: str,
    source: str,
    signed_on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Agreement:
    """Record an agreement of a unit with a partner."""
    agreement = Agreement.objects.create(
        district=district,
        partner=partner,
        title=clean_line(title),
        folded_title=fold(title),
        signed_on=signed_on,
        note=clean_text(note),
        source=clean_line(source),
    )
    record(by=by, action="agreement.created", on=agreement, at=at, partner=partner.name)
    return agreement
