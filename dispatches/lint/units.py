"""Local units in a letter: one missing from a list of all, one named twice, one of another kind."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from dispatches.blocks import Block, Heading, Table
from dispatches.letter import Letter
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.passages import passages
from dispatches.places import Place
from vietnamese.lists import UnitName
from vietnamese.text import tone_on_second

# A list that names at least this share of the units means to divide all of them.
SHARE_OF_A_PARTITION = 0.8
# A text that names more than this share of them again divides nothing: it tells of them.
SHARE_AGAIN = 0.2
KINDS = r"huyện|thành phố|thị xã|quận|xã|phường"
SHORT_KINDS = {"thành phố": r"|tp\.?", "thị xã": r"|tx\.?"}
Section = list[tuple[int, Block]]
Text = tuple[int, str]
Named = list[tuple[int, UnitName]]


def partitions(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Check the lists that divide the province's units: each unit once, none left out.

    Such a list is a section of the text or of an appendix, or a column or the headings of a table.
    """
    if not facts.units:
        return
    for index, unit, message in _slips(letter.blocks, facts):
        yield Finding(index, unit, message)
    count = len(letter.appendices)
    for number, appendix in enumerate(letter.appendices):
        for index, unit, message in _slips(appendix.blocks, facts):
            yield Finding(index, unit, message, Place.APPENDIX, number, count)


def _slips(blocks: Sequence[Block], facts: Facts) -> Iterator[tuple[int, str, str]]:
    """Yield (which block, the unit, what is wrong)."""
    for section in _sections(blocks):
        for texts in _texts(section):
            named = [[(index, unit) for unit in mentioned(text, facts)] for index, text in texts]
            for part in _lists(named, facts):
                yield from _missing(part, facts.units)
                yield from _twice(part)


def _texts(section: Section) -> Iterator[list[Text]]:
    """Yield what may be one list: running text, the headings of a table, each of its columns."""
    yield [(index, block.text) for index, block in section if not isinstance(block, Table)]
    for index, block in section:
        if isinstance(block, Table):
            yield [(index, " | ".join(column.heading for column in block.columns))]
            yield from (
                [(index, cell) for cell in cells] for cells in zip(*block.rows, strict=True)
            )


def _lists(named: list[Named], facts: Facts) -> Iterator[Named]:
    """Yield the lists of all units: texts that each divide them alone, or the rest together.

    A letter may tell of two earlier ones, each paragraph with all the units.
    """

    def divides(part: Named) -> bool:
        counted = Counter(unit for _index, unit in part)
        again = sum(1 for times in counted.values() if times > 1)
        enough = len(counted) >= SHARE_OF_A_PARTITION * len(facts.units)
        return enough and again <= SHARE_AGAIN * len(facts.units)

    yield from (part for part in named if divides(part))
    rest = [each for part in named if not divides(part) for each in part]
    if divides(rest):
        yield rest


def wrong_kinds(letter: Letter, facts: Facts) -> Iterator[Finding]:
    """Find a unit called by another kind than it is («thành phố Lục Ngạn»)."""
    units: dict[str, list[UnitName]] = {}
    for unit in facts.units:
        units.setdefault(tone_on_second(unit.name), []).append(unit)
    if not units:
        return
    names = "|".join(re.escape(name) for name in units)
    pattern = re.compile(rf"\b(?P<kind>{KINDS})\s+(?P<name>{names})\b", re.IGNORECASE)
    for passage in passages(letter):
        for match in pattern.finditer(tone_on_second(passage.text)):
            named = units.get(match["name"], [])
            if named and match["kind"].casefold() not in {unit.kind for unit in named}:
                proper = min(named, key=lambda unit: unit.kind)
                quote = passage.text[match.start() : match.end()]
                yield passage.finding(
                    quote,
                    _("Danh mục đơn vị ghi “%(proper)s”, không phải “%(quote)s”.")
                    % {"proper": f"{proper.kind} {proper.name}", "quote": quote},
                )


def mentioned(text: str, facts: Facts) -> list[UnitName]:
    """Return the units that a text names, as often as it does.

    A city that bears the province's name counts only where its kind stands before it, or where
    nothing else stands, as in the cell of a table.
    """
    found = []
    text = tone_on_second(text)
    for unit in facts.units:
        name = re.escape(tone_on_second(unit.name))
        pattern = rf"(?<!tỉnh )\b{name}\b"
        if unit.name == facts.province:
            kind = f"{unit.kind}{SHORT_KINDS.get(unit.kind, '')}"
            pattern = rf"\b(?:{kind})\s*{name}\b|^\s*{name}\s*$"
        found += [(match.start(), unit) for match in re.finditer(pattern, text, re.IGNORECASE)]
    return [unit for _start, unit in sorted(found, key=lambda place: place[0])]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    section: Section = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and section:
            yield section
            section = []
        section.append((index, block))
    yield section


def _missing(named: Named, units: tuple[UnitName, ...]) -> Iterator[tuple[int, str, str]]:
    covered = {unit for _index, unit in named}
    last_index = named[-1][0]
    for unit in units:
        if unit not in covered:
            full_name = f"{unit.kind} {unit.name}"
            yield last_index, full_name, _("Danh sách thiếu %(unit)s.") % {"unit": full_name}


def _twice(named: Named) -> Iterator[tuple[int, str, str]]:
    seen = set()
    for index, unit in named:
        if unit in seen:
            full_name = f"{unit.kind} {unit.name}"
            yield index, full_name, _("Danh sách ghi hai lần %(unit)s.") % {"unit": full_name}
        seen.add(unit)
