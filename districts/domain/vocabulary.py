"""Countries and fields of cooperation: named, found, made at their first use."""

from datetime import datetime

from babel import Locale
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.errors import DistrictRefused
from districts.models import Country, Field
from vietnamese.collation import sort_key
from vietnamese.text import clean_line, fold

# Codes of the CLDR that stand for no country: unions, places at sea, tests, «unknown».
NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_names() -> list[tuple[str, str]]:
    """Return every country's code and Vietnamese name, in the order of the Vietnamese alphabet."""
    names = Locale("vi").territories
    countries = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    ]
    return sorted(countries, key=lambda country: sort_key(country[1]))


@transaction.atomic
def country(code: str, *, by: Actor, at: datetime) -> Country:
    """Return the country of an ISO 3166-1 code; DistrictRefused if there is none."""
    known = Country.objects.filter(code=code).first()
    if known:
        return known
    name = dict(country_names()).get(code)
    if name is None:
        raise DistrictRefused(_("Không có nước nào có mã «%(code)s».") % {"code": code})
    name_en = Locale("en").territories[code]
    facts = {
        "name": name,
        "name_en": name_en,
        "folded_names": fold(f"{name} {name_en}"),
        "sort_key": sort_key(name),
    }
    # Two may use a country for the first time at the same moment.
    made, first = Country.objects.get_or_create(code=code, defaults=facts)
    if first:
        record(by=by, action="country.added", on=made, at=at, code=code)
    return made


@transaction.atomic
def create_field(
    *, code: str, name: str, name_en: str = "", rank: int, by: Actor, at: datetime
) -> Field:
    """Name a field of cooperation."""
    made = Field.objects.create(
        code=code,
        name=clean_line(name),
        name_en=clean_line(name_en),
        folded_names=fold(f"{name} {name_en}"),
        rank=rank,
    )
    record(by=by, action="field.added", on=made, at=at, code=code)
    return made
