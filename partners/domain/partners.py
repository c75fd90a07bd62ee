"""Partners (đối tác) and the agreements with them (thỏa thuận hợp tác)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District
from partners.models import Agreement, Partner, PartnerTier
from vietnamese.collation import sort_key
from vietnamese.text import clean_line, clean_text, fold


def all_names() -> Iterator[str]:
    """Return every name that the register of partners has, aliases included."""
    for name, aliases in Partner.objects.values_list("name", "aliases"):
        yield name
        yield from aliases


@transaction.atomic
def create_partner(
    *,
    code: str,
    name: str,
    country: str,
    tier: PartnerTier,
    source: str,
    aliases: Sequence[str] = (),
    parent: Partner | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Partner:
    """Create a partner; all its names, also the foreign ones, can be searched without marks."""
    names = [clean_line(each) for each in (name, *aliases)]
    partner = Partner.objects.create(
        code=code,
        name=names[0],
        aliases=names[1:],
        folded_names=fold(" ".join(names)),
        sort_key=sort_key(names[0]),
        country=clean_line(country),
        tier=tier,
        parent=parent,
        note=clean_text(note),
        source=clean_line(source),
    )
    record(by=by, action="partner.created", on=partner, at=at, code=code)
    return partner


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
