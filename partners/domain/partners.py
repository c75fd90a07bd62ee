"""Partners (đối tác) under all their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.domain.vocabulary import country as country_of
from districts.models import Field
from partners.enums import LOCALITIES, NameKind, PartnerTier
from partners.errors import PartnerRefused, RecordChanged
from partners.models import Partner, PartnerName
from vietnamese.collation import sort_key
from vietnamese.text import clean_line, clean_text, fold

CHANGED = gettext_lazy(
    "Người khác vừa lưu hồ sơ này. Nội dung bạn nhập còn nguyên bên dưới; "
    "đề nghị so với bản hiện có rồi lưu lại nếu vẫn muốn thay."
)
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
    # Tells it from a namesake under the same parent, and finds it as its names do.
    told_apart_by: str = ""


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


@transaction.atomic
def change_partner(
    partner: Partner, facts: Facts, *, version: int, by: Actor, at: datetime
) -> Partner:
    """Change what is known about the partner, over the version that was seen.

    RecordChanged if another one was saved meanwhile; PartnerRefused if the partner would then stand
    beneath itself, or if its record is only a signpost.
    """
    seen = Partner.objects.filter(pk=partner.pk, version=version, merged_into=None)
    if not seen.update(version=version + 1):
        raise _changed(partner)
    partner = Partner.objects.get(pk=partner.pk)
    _require_above(partner, facts.parent)
    require_country_beneath(partner, facts.country)
    before = _told(partner)
    _keep(partner, facts, by=by, at=at)
    after = _told(partner)
    changes = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    record(by=by, action="partner.changed", on=partner, at=at, changes=changes)
    return partner


def _changed(partner: Partner) -> PartnerRefused:
    now = Partner.objects.get(pk=partner.pk)
    if now.merged_into:
        return PartnerRefused(
            _("Hồ sơ này đã được gộp vào «%(name)s».") % {"name": now.merged_into.name}
        )
    return RecordChanged(str(CHANGED), now.version)


def _require_above(partner: Partner, parent: Partner | None) -> None:
    """Walk up from the parent: the partner must not be met."""
    above = parent
    while above:
        if above.pk == partner.pk:
            raise PartnerRefused(_("Một đối tác không thể thuộc chính nó hoặc thuộc cấp dưới."))
        above = above.parent


def _require_country(facts: Facts) -> None:
    """A locality lies in the country of the one above it; bodies may belong to one abroad.

    The one above is held: who changes its country at this moment comes before, or finds this one.
    """
    # Without its country: PostgreSQL, when it had to wait, would join the one of before.
    held = Partner.objects.select_for_update()
    parent = held.get(pk=facts.parent.pk) if facts.parent else None
    if parent and facts.tier in LOCALITIES and parent.country.code != facts.country:
        raise PartnerRefused(
            _("Cấp trên «%(name)s» thuộc nước khác: %(country)s.")
            % {"name": parent.name, "country": parent.country}
        )


def require_country_beneath(partner: Partner, country: str) -> None:
    """Refuse a country in which the localities beneath the partner do not lie."""
    below = Partner.objects.filter(parent=partner, tier__in=LOCALITIES, merged_into=None)
    if found := below.exclude(country__code=country).first():
        raise PartnerRefused(
            _("Cấp dưới «%(name)s» thuộc nước khác: %(country)s.")
            % {"name": found.name, "country": found.country}
        )


def _told(partner: Partner) -> dict[str, str]:
    """What the audit trail tells of a change, in words."""
    return {
        "name": partner.name,
        "names": ", ".join(str(name) for name in partner.names.all()),
        "country": partner.country.name,
        "tier": partner.tier,
        "parent": str(partner.parent or ""),
        "fields": ", ".join(str(field) for field in partner.fields.all()),
        "profile": partner.profile,
        "channel": partner.channel,
        "note": partner.note,
        "told_apart_by": partner.told_apart_by,
    }


def _keep(partner: Partner, facts: Facts, *, by: Actor, at: datetime) -> None:
    _require_country(facts)
    kinds = {clean_line(text): kind for kind, text in facts.names}
    others = [(kind, text) for text, kind in kinds.items()]
    partner.name = clean_line(facts.name)
    partner.told_apart_by = clean_line(facts.told_apart_by)
    partner.folded_names = folded(partner.name, others, partner.told_apart_by)
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


def folded(name: str, others: Names, told_apart_by: str) -> str:
    """Fold what a partner is searched by: each of its names, «Seo-gu» also as «seogu», its note."""
    names = [name, *(text for _kind, text in others), *filter(None, [told_apart_by])]
    joined = (text.replace("-", "") for text in names if "-" in text)
    return fold(" ".join([*names, *joined]))
