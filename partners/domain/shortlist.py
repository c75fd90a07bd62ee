"""The shortlist of matching: every partner weighed by figures alone, before words are read.

A register may hold tens of thousands of partners and a page shows fifty. The points are those of
partners.matching; a test holds the figures against its words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from districts.models import District
from partners.domain.agreement_relations import signed_pairs
from partners.enums import IN_TALKS, Stage
from partners.matching import Wish, points
from partners.models import Partner, Relation


@dataclass(frozen=True)
class Search:
    """Who looks for what: `talks_count` lets unsigned relations speak for a partner."""

    wish: Wish
    ours: District | None
    tiers: Sequence[str]
    talks_count: bool = False


class Ties:
    """How many relations there are with each partner: one's own, in talks, of others.

    An invented one (ví dụ) counts neither for nor against a partner.
    """

    def __init__(self, search: Search) -> None:
        """Count what everybody at home has with whomever."""
        ours = search.ours.pk if search.ours else None
        self.related = {partner for partner, unit in signed_pairs() if unit == ours}
        self.talks: set[int] = set()
        self.others: Counter[int] = Counter()
        self.all: Counter[int] = Counter()
        real = Relation.objects.filter(is_example=False).order_by()
        for partner, district, stage in real.values_list("partner", "district", "stage"):
            running = stage != Stage.ENDED
            self.all[partner] += running
            if district != ours:
                self.others[partner] += running
            elif search.talks_count and stage in IN_TALKS:
                self.talks.add(partner)
            else:
                self.related.add(partner)


class Kin:
    """How many running relations there are with what stands above, beside and beneath a partner."""

    def __init__(self, parents: Mapping[int, int | None], ties: Ties) -> None:
        """Add up what is beneath each; `parents` holds every partner looked at."""
        self.parents, self.ties = parents, ties
        self.beneath: Counter[int] = Counter()
        for key, parent in parents.items():
            if parent:
                self.beneath[parent] += ties.all[key]

    def count(self, key: int) -> int:
        """Return how many there are around one partner."""
        beneath, parent = self.beneath[key], self.parents[key]
        if parent is None:
            return beneath
        above = self.ties.all[parent] if parent in self.parents else 0
        return beneath + above + self.beneath[parent] - self.ties.all[key]


def with_kin(partners: QuerySet[Partner], keys: Iterable[int]) -> QuerySet[Partner]:
    """Return the partners of these keys with what stands above, beside and beneath them."""
    own = Partner.objects.filter(pk__in=list(keys))
    above = own.filter(parent__isnull=False).values("parent")
    kin = Q(pk__in=own.values("pk")) | Q(parent__in=own.values("pk"))
    return partners.filter(kin | Q(pk__in=above) | Q(parent__in=above))


def shortlist(partners: QuerySet[Partner], search: Search) -> list[int]:
    """Return the keys of the partners that fit, the best first."""
    ties, common = Ties(search), _common_fields(search.wish)
    columns = ("pk", "parent", "tier", "country__name", "sort_key")
    known = list(partners.filter(merged_into=None).order_by().values_list(*columns))
    kin = Kin({key: parent for key, parent, *_rest in known}, ties)
    found = []
    for key, _parent, tier, country, sort_key in known:
        if tier not in search.tiers or key in ties.related:
            continue
        counts = {
            "talks": key in ties.talks,
            "tier": tier == search.wish.tier,
            "country": country in search.wish.countries,
            "fields": common[key],
            "ties": ties.others[key],
            "kin_ties": kin.count(key),
        }
        if score := points(counts):
            found.append((-score, sort_key, key))
    return [key for _score, _sort_key, key in sorted(found)]


def _common_fields(wish: Wish) -> Counter[int]:
    """Count the fields that each partner shares with the wish."""
    rows = Partner.fields.through.objects.filter(field__name__in=wish.fields)
    pairs = rows.values_list("partner", "field__name").distinct()
    return Counter(partner for partner, _name in pairs)
