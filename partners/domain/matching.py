"""Matching (gợi ý đối tác) on the register: wishes of units, partners with their ties."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from districts.enums import Level, UnitKind
from districts.models import District, Field, Orientation, Programme
from partners.domain.agreement_relations import signed_pairs
from partners.domain.shortlist import Search, shortlist, with_kin
from partners.enums import IN_TALKS, LOCALITIES, NameKind, PartnerTier, Stage
from partners.matching import Candidate, Match, Wish, match, rank
from partners.models import Partner, PartnerContact, PartnerName, Relation

SHOWN = 50
# Which partners stand level with whom at home: abroad the register tells none beneath districts.
TIERS = {Level.PROVINCE: PartnerTier.PROVINCE, Level.DISTRICT: PartnerTier.DISTRICT}


@dataclass(frozen=True)
class Suggestion:
    """A partner, or a unit, with why it fits."""

    row: Partner | District
    match: Match


class Register:
    """Partners with their relations and kin, read once with a fixed number of questions."""

    def __init__(self, partners: QuerySet[Partner]) -> None:
        """Read the partners, and what everybody at home has with them."""
        rows = (
            partners.filter(merged_into=None)
            .select_related("country")
            .annotate(
                with_contact=Exists(
                    PartnerContact.objects.filter(partner=OuterRef("pk"), active=True)
                ),
                with_english=Exists(
                    PartnerName.objects.filter(partner=OuterRef("pk"), kind=NameKind.ENGLISH)
                ),
            )
        )
        self.partners = {row.pk: row for row in rows.prefetch_related("fields")}
        self.relations: dict[int, list[Relation]] = defaultdict(list)
        real = Relation.objects.filter(partner__in=partners, is_example=False)
        for relation in real.select_related("district").order_by("pk"):
            self.relations[relation.partner_id].append(relation)
        self.signed = signed_pairs()
        self.children: dict[int, list[Partner]] = defaultdict(list)
        for partner in self.partners.values():
            if partner.parent_id:
                self.children[partner.parent_id].append(partner)

    def candidate(
        self, partner: Partner, ours: District | None, *, talks_count: bool = False
    ) -> Candidate:
        """Return the partner as a unit, or the province, sees it.

        Any relation keeps it off the list, and so does a signed agreement; with `talks_count` a
        relation in which nothing is signed yet speaks for the partner instead.
        """
        unit = ours.pk if ours else None
        own = [r for r in self.relations[partner.pk] if r.district_id == unit]
        talks = [r for r in own if talks_count and r.stage in IN_TALKS]
        return Candidate(
            key=partner.pk,
            sort_key=partner.sort_key,
            tier=partner.tier,
            tier_name=partner.get_tier_display(),
            country=partner.country.name,
            fields=frozenset(field.name for field in partner.fields.all()),
            related=len(own) > len(talks) or (partner.pk, unit) in self.signed,
            talks=talks[0].note or talks[0].get_stage_display() if talks else "",
            ties=_told(r for r in self.relations[partner.pk] if r not in own),
            kin_ties=tuple(
                f"{kin.name}: {tie}"
                for kin in self._kin(partner)
                for tie in _told(self.relations[kin.pk])
            ),
            has=self._has(partner),
        )

    def _kin(self, partner: Partner) -> list[Partner]:
        """Return what stands above, beside and beneath it."""
        beneath = self.children[partner.pk]
        if partner.parent_id is None:
            return beneath
        above = self.partners.get(partner.parent_id)
        beside = [other for other in self.children[partner.parent_id] if other != partner]
        return [*([above] if above else []), *beside, *beneath]

    @staticmethod
    def _has(partner: Partner) -> frozenset[str]:
        known = {
            "contact": partner.with_contact,  # type: ignore[attr-defined]
            "channel": partner.channel,
            "profile": partner.profile,
            "english": partner.with_english,  # type: ignore[attr-defined]
            "fields": partner.fields.all(),
        }
        return frozenset(name for name, value in known.items() if value)


def _told(relations: Iterable[Relation]) -> tuple[str, ...]:
    running = (relation for relation in relations if relation.stage != Stage.ENDED)
    return tuple(f"{r.ours} ({r.get_stage_display().lower()})" for r in running)


def wish_of(unit: District | None, programme: Programme | None) -> Wish:
    """Return what a unit looks for by its orientation; of the province, by all of them."""
    return wishes([unit], programme)[0]


def wishes(units: Sequence[District | None], programme: Programme | None) -> list[Wish]:
    """Return the wishes of units; None stands for the province."""
    orientations = Orientation.objects.filter(programme=programme)
    rows = list(orientations.prefetch_related("districts", "fields", "countries"))
    return [
        _wish(unit, [o for o in rows if not unit or unit in o.districts.all()]) for unit in units
    ]


def _wish(unit: District | None, orientations: Iterable[Orientation]) -> Wish:
    orientations = list(orientations)
    fields: set[Field] = {field for o in orientations for field in o.fields.all()}
    level = UnitKind(unit.kind).level if unit else Level.PROVINCE
    return Wish(
        tier=TIERS.get(level, ""),
        countries=frozenset(country.name for o in orientations for country in o.countries.all()),
        fields=frozenset(field.name for field in fields),
    )


@dataclass(frozen=True)
class Found:
    """The best suggestions with their reasons, and how many there are altogether."""

    best: Sequence[Suggestion]
    total: int


def partners_for(unit: District | None, programme: Programme | None) -> Found:
    """Return the localities that fit the unit, or the province, the best first."""
    wish = wish_of(unit, programme)
    return _suggested(Partner.objects.all(), Search(wish, unit, LOCALITIES))


def candidates_through(association: Partner, programme: Programme | None) -> Found:
    """Return the provinces of the association's country that it could bring the province to.

    The associations of governors speak for provinces. Those with whom talks are going on come
    first: the association is asked to help these along.
    """
    wish, provinces = wish_of(None, programme), (PartnerTier.PROVINCE,)
    there = Partner.objects.filter(country=association.country)
    return _suggested(there, Search(wish, None, provinces, talks_count=True))


def units_for(partner: Partner, units: Sequence[District], programme: Programme | None) -> Found:
    """Return the units that the partner would fit, the best first."""
    register = Register(with_kin(Partner.objects.all(), [partner.pk]))
    known = register.partners[partner.pk]
    seen = [
        (unit, match(wish, candidate))
        for unit, wish in zip(units, wishes(units, programme), strict=True)
        if not (candidate := register.candidate(known, unit)).related
    ]
    # The units come in their customary order, which holds among equals.
    fitting = [Suggestion(unit, found) for unit, found in seen if found.score]
    best = sorted(fitting, key=lambda suggestion: -suggestion.match.score)
    return Found(best[:SHOWN], len(best))


def _suggested(partners: QuerySet[Partner], search: Search) -> Found:
    """Weigh all by figures only, and read words for the best."""
    found = shortlist(partners, search)
    best = found[:SHOWN]
    register = Register(with_kin(partners, best))
    seen = [
        register.candidate(register.partners[key], search.ours, talks_count=search.talks_count)
        for key in best
    ]
    ranked = rank(search.wish, seen)
    return Found([Suggestion(register.partners[m.candidate.key], m) for m in ranked], len(found))
