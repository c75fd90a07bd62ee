"""Countries and fields of cooperation: named, found, made at their first use."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.domain.countries import HOME, countries
from districts.errors import DistrictRefused
from districts.models import Country, Field
from vietnamese.collation import sort_key
from vietnamese.text import clean_line, fold, same_name_key

CHANGEABLE = ("name", "name_en", "rank")
CODE_LENGTH = 40


def require_country(code: str) -> None:
    """Refuse what no partner is of: Việt Nam itself, and whatever the list of countries lacks."""
    if code == HOME:
        raise DistrictRefused(_("Đối tác nước ngoài không thể thuộc Việt Nam."))
    if code not in countries():
        raise DistrictRefused(_("Không có nước nào có mã «%(code)s».") % {"code": code})


@transaction.atomic
def country(code: str, *, by: Actor, at: datetime) -> Country:
    """Return the country of an ISO 3166-1 code; DistrictRefused for one that nobody may choose."""
    require_country(code)
    known = Country.objects.filter(code=code).first()
    if known:
        return known
    names = countries()[code]
    facts = {
        "name": names.name,
        "name_en": names.name_en,
        "folded_names": fold(f"{names.name} {names.name_en}"),
        "sort_key": sort_key(names.name),
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
    """Name a field of cooperation; DistrictRefused if there is one of that name."""
    made = Field(code=code, rank=rank)
    _name(made, name, name_en)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(name) from error
    record(by=by, action="field.added", on=made, at=at, code=code)
    return made


@transaction.atomic
def change_field(
    field: Field, *, name: str, name_en: str, rank: int, by: Actor, at: datetime
) -> None:
    """Name a field anew wherever it stands; what was issued with its old name stays as sent."""
    kept = Field.objects.select_for_update().get(pk=field.pk)
    before = {column: getattr(kept, column) for column in CHANGEABLE}
    kept.rank = rank
    _name(kept, name, name_en)
    changes = {c: [old, getattr(kept, c)] for c, old in before.items() if old != getattr(kept, c)}
    if changes:
        kept.save()
        record(by=by, action="field.changed", on=kept, at=at, changes=changes)


def code_for(name: str) -> str:
    """Return a code for a new field, made of its name."""
    bare = slugify(fold(name))[:CODE_LENGTH] or "linh-vuc"
    taken = set(Field.objects.filter(code__startswith=bare).values_list("code", flat=True))
    return next(code for code in chain([bare], _numbered(bare)) if code not in taken)


def _numbered(bare: str) -> Iterator[str]:
    return (f"{bare}-{number}" for number in count(2))


def _name(field: Field, name: str, name_en: str) -> None:
    field.name, field.name_en = clean_line(name), clean_line(name_en)
    others = Field.objects.exclude(pk=field.pk).values_list("name", flat=True)
    if any(same_name_key(other) == same_name_key(field.name) for other in others):
        raise _taken(field.name)
    field.folded_names = fold(f"{field.name} {field.name_en}")


def _taken(name: str) -> DistrictRefused:
    return DistrictRefused(_("Đã có lĩnh vực tên «%(name)s».") % {"name": name})
