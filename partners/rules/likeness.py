"""When two names may be one partner's: «Chungnam» is Chungcheongnam-do.

A reason is given for each likeness, because a person judges it; nothing is ever joined by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partners.enums import Likeness
from vietnamese.text import fold

# Words that say what kind of place it is, folded; they are no part of its name.
BEFORE = (
    "chinh quyen", "uy ban", "tinh", "thanh pho", "thu do", "quan", "huyen", "thi xa", "bang",
    "vung", "province of", "city of", "prefecture of", "state of",
)  # fmt: skip
AFTER = (
    "do", "gu", "si", "gun", "shi", "ken", "fu", "ku", "sheng", "qu", "province", "city",
    "prefecture", "county", "district", "state", "metropolitan city",
)  # fmt: skip
LEAST = 5  # letters of a name within which a likeness is no accident: «Seo» is in «Seoul»
END = 3  # letters at either end; one slip leaves one of the two whole


@dataclass(frozen=True)
class Known:
    """A partner of the register under all its names."""

    key: int
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Double:
    """A partner that may be the same, and why: its name beside the new one."""

    key: int
    reason: Likeness
    name: str
    theirs: str


@dataclass(frozen=True)
class _Entry:
    key: int
    name: str
    stem: str


def stem(name: str) -> str:
    """Return the name without what kind of place it is: «Tỉnh Chungcheongnam-do» loses both."""
    whole = text = " ".join(fold(name).replace("-", " ").replace(",", " ").split())
    while (shorter := _without_kind(text)) != text:
        text = shorter
    return text or whole


def _without_kind(text: str) -> str:
    for kind in BEFORE:
        text = text.removeprefix(f"{kind} ")
    for kind in AFTER:
        text = text.removesuffix(f" {kind}")
    return text


class Register:
    """All names of the register, arranged so that one more is compared with few of them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._same: dict[str, list[_Entry]] = defaultdict(list)
        self._near: dict[tuple[str, str, str], list[_Entry]] = defaultdict(list)
        for partner in known:
            self.add(partner)

    def add(self, partner: Known) -> None:
        """Take in one more partner."""
        for name in partner.names:
            entry = _Entry(partner.key, name, stem(name))
            self._same[fold(name)].append(entry)
            for place in _places(partner.country, entry.stem):
                self._near[place].append(entry)

    def doubles(self, names: Iterable[str], country: str) -> list[Double]:
        """Return the partners that may be the same, each once with the strongest reason.

        The same name counts in every country, a likeness within one.
        """
        found: dict[int, Double] = {}
        for double in self._all(list(names), country):
            best = found.setdefault(double.key, double)
            if _RANK[double.reason] < _RANK[best.reason]:
                found[double.key] = double
        return sorted(found.values(), key=lambda double: (_RANK[double.reason], double.key))

    def _all(self, names: list[str], country: str) -> Iterator[Double]:
        for name in names:
            for entry in self._same.get(fold(name), []):
                yield Double(entry.key, _same_reason(name), name, entry.name)
            own = stem(name)
            near = {
                id(entry): entry
                for place in _places(country, own)
                for entry in self._near.get(place, [])
            }
            for entry in near.values():
                if reason := _likeness(own, entry.stem):
                    yield Double(entry.key, reason, name, entry.name)


_RANK = {reason: rank for rank, reason in enumerate(Likeness)}


def _same_reason(name: str) -> Likeness:
    return Likeness.SAME_NATIVE if not fold(name).isascii() else Likeness.SAME_NAME


def _places(country: str, text: str) -> set[tuple[str, str, str]]:
    """Where a name stands in the register: its two ends and its longer words."""
    words = {(country, "word", word) for word in text.split() if len(word) >= LEAST}
    return words | {(country, "start", text[:END]), (country, "end", text[-END:])}


def _likeness(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness.SAME_STEM
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST:
        return None
    if f" {short} " in f" {long} " or long.startswith(short):
        return Likeness.CONTAINED
    if _is_contraction(short, long):
        return Likeness.SHORTENED
    return Likeness.ONE_SLIP if _one_slip(short, long) else None


def _is_contraction(short: str, long: str) -> bool:
    """Whether the short name is the beginning and the end of the long one: Chung…nam."""
    splits = range(END, len(short) - END + 1)
    enough = len(long) - len(short) >= END
    return enough and any(
        long.startswith(short[:at]) and long.endswith(short[at:]) for at in splits
    )


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter is wrong, missing, too many, or changed places with the next."""
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    swapped = short[at : at + 2] == long[at : at + 2][::-1]
    return swapped and short[at + 2 :] == long[at + 2 :]
