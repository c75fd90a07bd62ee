"""Two records of one partner become one (gộp hồ sơ); the other stays as a signpost.

What is re-pointed: everything that names the double, found from the models themselves, so that a
link that is added later is not forgotten. A relation that both records have with the same unit is
joined: its history stays where it was written, for entries are never changed, and shows with the
surviving relation's (`relations.history`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.domain.contact_days import remember_activities
from partners.domain.joining import both_texts, further, join, word_kept
from partners.domain.partners import folded, require_country_beneath
from partners.enums import LOCALITIES, NameKind, Stage
from partners.errors import PartnerRefused
from partners.models import (
    AgreementParty,
    Partner,
    PartnerName,
    Relation,
)
from vietnamese.text import same_name_key

# Kept apart: names are taken over by their text, relations may be joined.
OWN_WAY = (PartnerName, Relation)


@dataclass(frozen=True)
class Joining:
    """A relation that both records have with one unit, and the stage that the joined one keeps.

    On its unit's word alone (`own_word`) it still waits to be confirmed.
    """

    relation: Relation
    stage: Stage
    own_word: bool


@dataclass(frozen=True)
class Preview:
    """What a merge would do, in numbers and names."""

    names: list[str]
    parent: Partner | None
    parent_left: Partner | None
    moved: list[tuple[str, int]]
    relations: list[Relation]
    joined: list[Joining]


def preview(stays: Partner, goes: Partner) -> Preview:
    """Return what would move from the record that goes to the one that stays."""
    ours = {one.district_id: one for one in stays.relations.filter(joined_into=None)}
    relations = list(goes.relations.filter(joined_into=None).select_related("district"))
    taken = _parent_taken(stays, goes)
    counted = {str(_name(link)): _links(link, goes).count() for link in _links_to_partners()}
    return Preview(
        names=[text for _kind, text in _new_names(stays, goes)],
        parent=taken,
        parent_left=goes.parent if goes.parent not in (taken, stays.parent) else None,
        moved=[(name, count) for name, count in counted.items() if count],
        relations=[r for r in relations if r.district_id not in ours],
        joined=[_joining(ours[r.district_id], r) for r in relations if r.district_id in ours],
    )


def _joining(ours: Relation, theirs: Relation) -> Joining:
    stage = Stage(further(ours, theirs).stage)
    return Joining(theirs, stage, own_word=word_kept(ours, theirs) is not None)


@transaction.atomic
def merge(
    stays: Partner, goes: Partner, *, seen: tuple[int, int], by: Actor, at: datetime
) -> Partner:
    """Merge `goes` into `stays`; `seen` are the versions of both on which the person decided.

    PartnerRefused if either was changed or merged meanwhile, if one lies above the other, or if a
    place beneath the double would then lie in another country than the one above it.
    """
    stays, goes = _locked(stays, goes)
    _require_mergeable(stays, goes, seen)
    _take_names(stays, goes)
    _merge_relations(stays, goes, by=by, at=at)
    _let_go(stays, goes)
    moved = sum(_repoint(link, stays, goes) for link in _links_to_partners())
    stays.fields.add(*goes.fields.all())
    parent = _parent_taken(stays, goes)
    stays.parent = stays.parent or parent
    for name in ("profile", "channel", "note"):
        setattr(stays, name, both_texts(getattr(stays, name), getattr(goes, name)))
    stays.version += 1
    stays.save()
    Partner.objects.filter(pk=goes.pk).update(merged_into=stays, version=goes.version + 1)
    told = {"parent": parent.name} if parent else {}
    record(by=by, action="partner.merged", on=stays, at=at, merged=goes.name, moved=moved, **told)
    remember_activities([stays, goes], day_in_hanoi(at))
    return stays


def _locked(*partners: Partner) -> list[Partner]:
    """Lock both rows, always in the same order, so that two merges do not wait for each other."""
    keys = [partner.pk for partner in partners]
    rows = Partner.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    held = {partner.pk: partner for partner in rows}
    return [held[key] for key in keys if key in held]


def _require_mergeable(stays: Partner, goes: Partner, seen: tuple[int, int]) -> None:
    if stays.merged_into_id or goes.merged_into_id:
        raise PartnerRefused(_("Một trong hai hồ sơ đã được gộp vào hồ sơ khác."))
    if (stays.version, goes.version) != seen:
        raise PartnerRefused(
            _("Một trong hai hồ sơ vừa được sửa. Đề nghị xem lại rồi gộp nếu vẫn đúng.")
        )
    if stays.pk == goes.pk:
        raise PartnerRefused(_("Đề nghị chọn hai hồ sơ khác nhau."))
    if goes in _above(stays) or stays in _above(goes):
        raise PartnerRefused(_("Hai hồ sơ là cấp trên, cấp dưới của nhau nên không thể là một."))
    require_country_beneath(goes, stays.country.code)


def _above(partner: Partner) -> list[Partner]:
    found: list[Partner] = []
    while partner.parent and partner.parent not in found:
        partner = partner.parent
        found.append(partner)
    return found


def _new_names(stays: Partner, goes: Partner) -> list[tuple[NameKind, str]]:
    """Return the names of the double by which the partner would not be found yet."""
    known = {same_name_key(text) for text in [stays.name, *map(str, stays.names.all())]}
    theirs = [(NameKind.ALIAS, goes.name)]
    theirs += [(NameKind(name.kind), name.text) for name in goes.names.all()]
    new: dict[str, tuple[NameKind, str]] = {}
    for kind, text in theirs:
        if (key := same_name_key(text)) not in known:
            new.setdefault(key, (kind, text))
    return list(new.values())


def _take_names(stays: Partner, goes: Partner) -> None:
    new = _new_names(stays, goes)
    PartnerName.objects.bulk_create(
        PartnerName(partner=stays, kind=kind, text=text) for kind, text in new
    )
    names = [(NameKind(name.kind), name.text) for name in stays.names.all()]
    stays.folded_names = folded(stays.name, names, stays.told_apart_by)


def _parent_taken(stays: Partner, goes: Partner) -> Partner | None:
    """Return who stands above the double, if nobody does above the record that stays.

    A locality lies in the country of the one above it.
    """
    parent = goes.parent
    if stays.parent or parent is None:
        return None
    abroad = stays.tier in LOCALITIES and parent.country_id != stays.country_id
    return None if abroad else parent


def _links_to_partners() -> list[Any]:
    """Return every field of a model that names partners, beside names and relations."""
    found = Partner._meta.related_objects  # noqa: SLF001 - public in Django
    return [link for link in found if link.related_model not in OWN_WAY]


def _name(link: Any) -> Any:
    if link.related_model is Partner:
        return _("đối tác cấp dưới") if link.field.name == "parent" else _("hồ sơ gộp trước đó")
    return link.related_model._meta.verbose_name  # noqa: SLF001 - public in Django


def _rows(link: Any) -> tuple[Any, str]:
    """Return the rows in which the link is stored, and the name of the column of the partner."""
    if link.many_to_many:
        return link.through.objects, link.field.m2m_reverse_field_name()
    # Also what no list shows any more keeps its link.
    return link.related_model._base_manager, link.field.name  # noqa: SLF001 - public in Django


def _links(link: Any, partner: Partner) -> Any:
    rows, column = _rows(link)
    return rows.filter(**{column: partner})


def _let_go(stays: Partner, goes: Partner) -> None:
    """Of an agreement that names both in one role, the double's party keeps its printed name only.

    The partner is linked once there; an entry under another role stays linked.
    """
    same = {"agreement": OuterRef("agreement"), "role": OuterRef("role")}
    both = Exists(AgreementParty.objects.filter(partner=stays, **same))
    AgreementParty.objects.filter(both, partner=goes).update(partner=None)


def _repoint(link: Any, stays: Partner, goes: Partner) -> int:
    """Let the rows that name the double name the other record; one that names both names it once.

    PartnerRefused if the database keeps such a row as it is.
    """
    rows = _links(link, goes)
    _all_rows, column = _rows(link)
    if link.many_to_many:
        owner = link.field.m2m_field_name()
        naming_both = _links(link, stays).values_list(owner, flat=True)
        rows.filter(**{f"{owner}__in": list(naming_both)}).delete()
    try:
        with transaction.atomic():
            count: int = rows.update(**{column: stays})
    except IntegrityError as error:
        raise PartnerRefused(
            _("Hai hồ sơ cùng có «%(name)s» trùng nhau; đề nghị xử lý trước khi gộp.")
            % {"name": _name(link)}
        ) from error
    return count


def _merge_relations(stays: Partner, goes: Partner, *, by: Actor, at: datetime) -> None:
    # Locked: a stage that is entered at this moment is seen here, or refused after it.
    held = Relation.objects.select_for_update().filter(joined_into=None).order_by("pk")
    survivors = {relation.district_id: relation for relation in held.filter(partner=stays)}
    for relation in held.filter(partner=goes):
        if survivor := survivors.get(relation.district_id):
            join(survivor, relation, "khi gộp hồ sơ", by=by, at=at)
        else:
            Relation.objects.filter(pk=relation.pk).update(partner=stays)
