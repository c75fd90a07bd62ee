"""Finding partners by what people call them, and telling namesakes apart (đối tác trùng tên).

Many a name is borne by several localities: six cities of Korea have a «Quận Jung».
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from accounts.filters import with_words
from districts.models import Country
from partners.models import Partner
from vietnamese.text import fold

OWN = ["folded_names"]
WHERE = ["parent__folded_names", "country__folded_names"]
# Letters put the short name in them: «Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)».
# Romanised names are written with a hyphen or without: «Seo-gu».
PUNCTUATION = re.compile(r"[(),;-]")


def plain(typed: str) -> str:
    """Return it without the signs between words."""
    return PUNCTUATION.sub(" ", typed)


def by_words(partners: QuerySet[Partner], typed: str) -> QuerySet[Partner]:
    """Keep the partners in whose names every word stands.

    Only if there is none, the names of the one above it and of its country count, too: «Daejeon»
    alone is the city and not each of its districts.
    """
    own = by_own_names(partners, typed)
    return own if own.exists() else by_place(partners, typed)


def by_own_names(partners: QuerySet[Partner], typed: str) -> QuerySet[Partner]:
    """Keep those in whose own names every word stands."""
    return with_words(partners, plain(typed), OWN)


def by_place(
    rows: QuerySet[Any], typed: str, own: Sequence[str] = OWN, of: str = ""
) -> QuerySet[Any]:
    """Keep those for which every word stands in their own names or where they lie.

    Of rows that are not partners, `of` leads to the partner whose place it is.

    Asked after the own names: where no word names a country or a place above others, there is none,
    and nothing is looked through a second time.
    """
    words = plain(typed)
    if _names(Country.objects.all(), "folded_names", words) or _names(
        Partner.objects.filter(parent__isnull=False), "parent__folded_names", words
    ):
        return with_words(rows, words, [*own, *(f"{of}{column}" for column in WHERE)])
    return rows.none()


def _names(rows: QuerySet[Any], column: str, words: str) -> bool:
    """Whether one of the words stands in the column of one of the rows."""
    stands = (Q(**{f"{column}__contains": word}) for word in fold(words).split())
    return rows.filter(reduce(or_, stands, Q(pk=None))).exists()


def is_name_of(partner: Partner, typed: str) -> bool:
    """Whether that is the partner's name, alone or with where it lies."""
    return _bare(typed) in (_bare(partner.name), _bare(partner.full_name))


def told_apart(partners: Iterable[Partner]) -> list[str]:
    """Return the name of each; of one that has a namesake also where it lies."""
    partners = list(partners)
    living = Partner.objects.filter(merged_into=None, name__in={each.name for each in partners})
    bearers = Counter(living.order_by().values_list("name", flat=True))
    return [each.full_name if bearers[each.name] > 1 else each.name for each in partners]


def _bare(text: str) -> str:
    return fold(plain(text))
