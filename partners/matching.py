"""Which partner fits whom, and why (gợi ý đối tác): points for reasons that can be read.

Pure: values in, values out. The weights stand in REASONS alone. A reason that names several things
(fields, ties) counts for each, so that one more common field never puts a partner lower.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What one side at home looks for; no country named: any will do; no tier: none is level."""

    tier: str
    countries: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A partner as matching sees it; `talks`, `ties` and `kin_ties` are sentences for people."""

    key: int
    sort_key: str
    tier: str
    tier_name: str
    country: str
    fields: frozenset[str] = frozenset()
    related: bool = False
    talks: str = ""
    ties: tuple[str, ...] = ()
    kin_ties: tuple[str, ...] = ()
    has: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a partner fits: its weight, its name, and what it finds (each find counts)."""

    weight: int
    label: str | Promise
    find: Callable[[Wish, Candidate], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Match:
    """A partner with its points, the reasons in words and what is missing for contact."""

    candidate: Candidate
    score: int
    reasons: tuple[tuple[str | Promise, tuple[str, ...], int], ...]
    missing: tuple[str | Promise, ...]


REASONS = {
    "talks": Reason(
        weight=50,
        label=_("Đang xúc tiến"),
        find=lambda _wish, them: [them.talks] if them.talks else [],
    ),
    "tier": Reason(
        weight=30,
        label=_("Tương đương cấp"),
        find=lambda wish, them: [them.tier_name] if them.tier == wish.tier else [],
    ),
    "country": Reason(
        weight=25,
        label=_("Nước trong định hướng"),
        find=lambda wish, them: [them.country] if them.country in wish.countries else [],
    ),
    "fields": Reason(
        weight=10,
        label=_("Lĩnh vực chung"),
        find=lambda wish, them: sorted(wish.fields & them.fields),
    ),
    "ties": Reason(weight=8, label=_("Đã quen với tỉnh"), find=lambda _wish, them: them.ties),
    "kin_ties": Reason(
        weight=6, label=_("Địa phương liên quan đã quen"), find=lambda _wish, them: them.kin_ties
    ),
}
# What a first letter needs, and what to say where it is lacking.
NEEDED: dict[str, str | Promise] = {
    "contact": _("chưa có đầu mối"),
    "channel": _("chưa có kênh liên hệ"),
    "profile": _("chưa có giới thiệu"),
    "english": _("chưa có tên tiếng Anh"),
    "fields": _("chưa ghi lĩnh vực"),
}


def points(counts: Mapping[str, int]) -> int:
    """Return the points for so many finds of each reason, where nobody asks for the words."""
    return sum(REASONS[name].weight * count for name, count in counts.items())


def match(wish: Wish, candidate: Candidate) -> Match:
    """Weigh one partner."""
    found = [(reason, tuple(reason.find(wish, candidate))) for reason in REASONS.values()]
    reasons = tuple((r.label, words, r.weight * len(words)) for r, words in found if words)
    return Match(
        candidate=candidate,
        score=sum(points for _label, _words, points in reasons),
        reasons=reasons,
        missing=tuple(words for need, words in NEEDED.items() if need not in candidate.has),
    )


def rank(wish: Wish, candidates: Iterable[Candidate]) -> list[Match]:
    """Return the partners that fit, the best first; who is related already is not among them."""
    matches = [match(wish, each) for each in candidates if not each.related]
    found = [each for each in matches if each.score]
    return sorted(found, key=lambda m: (-m.score, m.candidate.sort_key, m.candidate.key))
