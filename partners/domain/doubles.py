"""Whether the register has a partner already (phát hiện trùng), before another one is made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.actors import Actor
from districts.domain.vocabulary import country as country_of
from districts.models import Country
from partners.domain.partners import Facts, change_partner, create_partner
from partners.errors import LooksLikeKnown
from partners.models import Partner, PartnerName
from partners.rules.likeness import Double, Known, Register
from vietnamese.text import fold


def register() -> Register:
    """Return the register of partners as it is compared with new names."""
    names: dict[int, list[str]] = defaultdict(list)
    for partner, text in PartnerName.objects.values_list("partner_id", "text"):
        names[partner].append(text)
    living = Partner.objects.filter(merged_into=None).values_list("pk", "country__code", "name")
    return Register(Known(key, country, (name, *names[key])) for key, country, name in living)


def all_names_of(facts: Facts) -> list[str]:
    """Return the name and the other names of a partner that is to be made."""
    return [facts.name, *(text for _kind, text in facts.names)]


@transaction.atomic
def register_partner(
    facts: Facts, *, although: Collection[int] = (), source: str = "", by: Actor, at: datetime
) -> Partner:
    """Make a partner unless the register may have it; `although` are the doubles that were seen.

    LooksLikeKnown with whatever else looks like it. The country's row is locked first: of two
    officers who register one partner at the same moment the second is told of the first.
    """
    country_of(facts.country, by=by, at=at)
    Country.objects.select_for_update().get(code=facts.country)
    unseen = [
        double
        for double in register().doubles(all_names_of(facts), facts.country)
        if double.key not in although
    ]
    if unseen:
        raise LooksLikeKnown(_("Đối tác này có thể đã có trong danh sách."), unseen)
    return create_partner(facts, code=new_code(facts.name), source=source, by=by, at=at)


@transaction.atomic
def change_registered(
    partner: Partner,
    facts: Facts,
    *,
    version: int,
    although: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> Partner:
    """Change a partner unless a new name of it may be that of another one; else as registering."""
    Country.objects.select_for_update().get(code=country_of(facts.country, by=by, at=at).code)
    known = {partner.name, *partner.names.values_list("text", flat=True)}
    names = [name for name in all_names_of(facts) if name not in known]
    unseen = [
        double
        for double in register().doubles(names, facts.country)
        if double.key not in (partner.pk, *although)
    ]
    if unseen:
        raise LooksLikeKnown(_("Đối tác này có thể đã có trong danh sách."), unseen)
    return change_partner(partner, facts, version=version, by=by, at=at)


def shown(doubles: Iterable[Double]) -> Sequence[tuple[Partner, Double]]:
    """Return the doubles with their records, as a page shows them."""
    doubles = list(doubles)
    partners = Partner.objects.select_related("parent", "country").in_bulk([d.key for d in doubles])
    return [(partners[double.key], double) for double in doubles]


def new_code(name: str) -> str:
    """Return a code for the name that no partner has: «quan-seo», «quan-seo-2»."""
    stem = slugify(fold(name))[:40].strip("-") or "doi-tac"
    taken = set(Partner.objects.filter(code__startswith=stem).values_list("code", flat=True))
    if stem not in taken:
        return stem
    return next(code for n in range(2, len(taken) + 3) if (code := f"{stem}-{n}") not in taken)
