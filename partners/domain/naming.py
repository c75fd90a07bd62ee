"""Finding partners by what people call them, and telling namesakes apart (đối tác trùng tên).

Many a name is borne by several localities: six cities of Korea have a «Quận Jung».
"""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.filters import with_words
from partners.models import Partner
from vietnamese.text import fold

OWN = ["folded_names"]
WITH_WHERE = [*OWN, "parent__folded_names", "country__folded_names"]
# Letters put the short name in them: «Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)».
# Romanised names are written with a hyphen or without: «Seo-gu».
PUNCTUATION = re.compile(r"[(),;-]")


def by_words(partners: QuerySet[Partner], typed: str) -> QuerySet[Partner]:
    """Keep the partners in whose names every word stands.

    Only if there is none, the names of the one above it and of its country count, too: «Daejeon»
    alone is the city and not each of its districts.
    """
    words = PUNCTUATION.sub(" ", typed)
    own = with_words(partners, words, OWN)
    return own if own.exists() else with_words(partners, words, WITH_WHERE)


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
    return fold(PUNCTUATION.sub(" ", text))
