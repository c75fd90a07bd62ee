"""Partners (đối tác) under all their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db import transaction

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.domain.vocabulary import country as country_of
from districts.models import Field
from partners.enums import NameKind, PartnerTier
from partners.models import Partner, PartnerName
from vietnamese.collation import sort_key
from vietnamese.text import clean_line, clean_text, fold

Names = Sequence[tuple[NameKind, str]]


def all_names() -> Iterator[str]:
    """Return every name that the register of partners has, in whatever language."""
    own = Partner.objects.values_list("name", flat=True)
    return chain(own, PartnerName.objects.values_list("text", flat=True))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known about a partner; `country` is an ISO 3166-1 code."""

    name: str
    country: str
    tier: PartnerTier
    names: Names = ()
    parent: Partner | None = None
    fields: Sequence[Field] = ()
    profile: str = ""
    channel: str = ""
    note: str = ""


@transaction.atomic
def create_partner(
    facts: Facts, *, code: str, source: str = "", is_example: bool = False, by: Actor, at: datetime
) -> Partner:
    """Create a partner; all its names, also the foreign ones, can be searched without marks.

    DistrictRefused if there is no such country.
    """
    partner = Partner(code=code, source=clean_line(source), is_example=is_example)
    _keep(partner, facts, by=by, at=at)
    record(by=by, action="partner.created", on=partner, at=at, code=code)
    return partner


def _keep(partner: Partner, facts: Facts, *, by: Actor, at: datetime) -> None:
    others = [(kind, clean_line(text)) for kind, text in facts.names]
    partner.name = clean_line(facts.name)
    partner.folded_names = folded(partner.name, others)
    partner.sort_key = sort_key(partner.name)
    partner.country = country_of(facts.country, by=by, at=at)
    partner.tier, partner.parent = facts.tier, facts.parent
    partner.profile, partner.channel = clean_text(facts.profile), clean_text(facts.channel)
    partner.note = clean_text(facts.note)
    partner.save()
    partner.fields.set(facts.fields)
    partner.names.all().delete()
    PartnerName.objects.bulk_create(
        PartnerName(partner=partner, kind=kind, text=text) for kind, text in others
    )


def folded(name: str, others: Names) -> str:
    """Fold what a partner is searched by: each of its names."""
    return fold(" ".join([name, *(text for _kind, text in others)]))
