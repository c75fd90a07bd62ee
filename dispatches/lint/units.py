"""Local units in a letter: one missing from a list of all, one named twice, one of another kind."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from dispatches.blocks import Block, Heading
from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages
from vietnamese.lists import UnitName

# A section that names at least this share of the units means to divide all of them.
SHARE_OF_A_PARTITION = 0.8
KINDS = r"huyện|thành phố|thị xã|quận|xã|phường"
Section = list[tuple[int, Block]]
Named = list[tuple[int, UnitName]]


def partitions(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Check the sections that divide the province's units: each unit once, none left out."""
    if not facts.units:
        return
    for section in _sections(letter.blocks):
        named = [
            [(index, unit) for unit in mentioned(block.text, facts)] for index, block in section
        ]
        for part in _lists(named, facts):
            yield from _missing(part, facts.units)
            yield from _twice(part)


def _lists(named: list[Named], facts: Facts) -> Iterator[Named]:
    """Yield the lists of all units: paragraphs that each divide them alone, or the rest together.

    A letter may tell of two earlier ones, each paragraph with all the units.
    """

    def divides(part: Named) -> bool:
        covered = {unit for _index, unit in part}
        return len(covered) >= SHARE_OF_A_PARTITION * len(facts.units)

    yield from (part for part in named if divides(part))
    rest = [each for part in named if not divides(part) for each in part]
    if divides(rest):
        yield rest


def wrong_kinds(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Find a unit called by another kind than it is («thành phố Lục Ngạn»)."""
    kinds: dict[str, set[str]] = {}
    for unit in facts.units:
        kinds.setdefault(unit.name, set()).add(unit.kind)
    if not kinds:
        return
    names = "|".join(re.escape(name) for name in kinds)
    pattern = re.compile(rf"\b(?P<kind>{KINDS})\s+(?P<name>{names})\b", re.IGNORECASE)
    for passage in passages(letter):
        for match in pattern.finditer(passage.text):
            proper = kinds.get(match["name"], set())
            if proper and match["kind"].casefold() not in proper:
                yield passage.finding(
                    match[0],
                    _("Danh mục đơn vị ghi “%(proper)s”, không phải “%(quote)s”.")
                    % {"proper": f"{min(proper)} {match['name']}", "quote": match[0]},
                )


def mentioned(text: str, facts: Facts) -> list[UnitName]:
    """Return the units that a text names, as often as it does.

    A city that bears the province's name counts only where its kind stands before it.
    """
    found = []
    for unit in facts.units:
        before = rf"\b{unit.kind}\s+" if unit.name == facts.province else r"(?<!tỉnh )\b"
        pattern = re.compile(rf"{before}{re.escape(unit.name)}\b", re.IGNORECASE)
        found += [(match.start(), unit) for match in pattern.finditer(text)]
    return [unit for _start, unit in sorted(found, key=lambda place: place[0])]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    section: Section = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and section:
            yield section
            section = []
        section.append((index, block))
    yield section


def _missing(named: list[tuple[int, UnitName]], units: tuple[UnitName, ...]) -> Iterator[Finding]:
    covered = {unit for _index, unit in named}
    last_index = named[-1][0]
    for unit in units:
        if unit not in covered:
            full_name = f"{unit.kind} {unit.name}"
            yield Finding(
                last_index,
                full_name,
                _("Danh sách thiếu %(unit)s.") % {"unit": full_name},
            )


def _twice(named: list[tuple[int, UnitName]]) -> Iterator[Finding]:
    seen = set()
    for index, unit in named:
        if unit in seen:
            full_name = f"{unit.kind} {unit.name}"
            yield Finding(
                index, full_name, _("Danh sách ghi hai lần %(unit)s.") % {"unit": full_name}
            )
        seen.add(unit)
