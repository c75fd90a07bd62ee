"""Places in a text that are filled from records («[[đối tác]]»); a closed list, and never code.

A token is looked up by its name in a table of values and replaced by plain text. What has no value
stays as it stands, is shown, and keeps the document from being submitted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispatches.blocks import Block, Column, Run, Table, TextBlock
from dispatches.letter import Appendix, Letter, Signature
from dispatches.places import Place, where

TOKEN = re.compile(r"\[\[([^\[\]\n]+)\]\]")
PARTNER = "đối tác"
ARRIVED = ("văn bản đến: số", "văn bản đến: ngày", "văn bản đến: tác giả")
NAMES: dict[str, str | Promise] = {
    "cơ quan": _("tên cơ quan ban hành"),
    "địa danh": _("địa danh của cơ quan"),
    "tỉnh": _("tên tỉnh, không có chữ «tỉnh»"),
    "văn bản đến: số": _("số, ký hiệu của văn bản đến mở hồ sơ"),
    "văn bản đến: ngày": _("ngày của văn bản đến mở hồ sơ"),
    "văn bản đến: tác giả": _("cơ quan ban hành văn bản đến mở hồ sơ"),
    PARTNER: _("tên đối tác bằng tiếng Việt"),
    "đối tác: tiếng Anh": _("tên đối tác bằng tiếng Anh"),
    "đối tác: tiếng bản ngữ": _("tên đối tác bằng tiếng của họ"),
    "lĩnh vực": _("các lĩnh vực đề xuất hợp tác"),
    "lĩnh vực: tiếng Anh": _("các lĩnh vực bằng tiếng Anh"),
    "lĩnh vực: tiếng bản ngữ": _("các lĩnh vực bằng tiếng của đối tác"),
    "lãnh đạo tỉnh": _("họ tên lãnh đạo tỉnh ký thư"),
    "đầu mối: họ tên": _("họ tên người làm đầu mối"),
    "đầu mối: chức vụ": _("chức vụ của đầu mối"),
    "đầu mối: điện thoại": _("điện thoại của đầu mối"),
    "đầu mối: thư điện tử": _("thư điện tử của đầu mối"),
}


# A name in capitals is the same place, its value in capitals: «[[ĐỐI TÁC]]».
CAPITALS = {name.upper(): name for name in NAMES}


@dataclass(frozen=True)
class Gap:
    """A token without a value: its name, whether the list knows it, and the text it stands in.

    `block_index` counts the blocks of the text, or of the appendix, from 0; it is None for other
    parts of the letter. `appendix` counts the `appendices` from 0.
    """

    name: str
    block_index: int | None
    place: Place = Place.BLOCK
    appendix: int | None = None
    appendices: int = 1

    @property
    def is_known(self) -> bool:
        """Whether the closed list has the name."""
        return self.name in NAMES or self.name in CAPITALS

    @property
    def where(self) -> str:
        """Its place in words."""
        return where(self.place, self.block_index, self.appendix, of=self.appendices)


def fill(letter: Letter, values: Mapping[str, str]) -> Letter:
    """Return the letter with every token replaced whose name is known and has a value."""
    known = {name: values[name] for name in NAMES if values.get(name)}
    capital = {typed: known[name].upper() for typed, name in CAPITALS.items() if name in known}
    filler = _Filler(known | capital)
    return replace(
        letter,
        subject=filler.text(letter.subject),
        place=filler.text(letter.place),
        agency=filler.text(letter.agency),
        parent_agency=filler.text(letter.parent_agency),
        issuer=filler.text(letter.issuer),
        addressees=filler.texts(letter.addressees),
        recipients=filler.texts(letter.recipients),
        footer=filler.texts(letter.footer),
        signature=letter.signature and filler.signature(letter.signature),
        blocks=filler.blocks(letter.blocks),
        appendices=tuple(map(filler.appendix, letter.appendices)),
    )


def gaps(letter: Letter) -> list[Gap]:
    """Return the tokens that still stand in the letter, in reading order."""
    return list(_gaps(letter))


def _gaps(letter: Letter) -> Iterator[Gap]:
    yield from _in(Place.SUBJECT, letter.subject)
    yield from _in(Place.ADDRESSEES, *letter.addressees)
    for index, block in enumerate(letter.blocks):
        yield from (Gap(name, index) for name in TOKEN.findall(block.text))
    count = len(letter.appendices)
    for number, appendix in enumerate(letter.appendices):
        texts = [(None, appendix.title), *((n, b.text) for n, b in enumerate(appendix.blocks))]
        for stands_at, text in texts:
            for name in TOKEN.findall(text):
                yield Gap(name, stands_at, Place.APPENDIX, number, count)
    yield from _in(Place.RECIPIENTS, *letter.recipients)
    if letter.signature:
        yield from _in(Place.SIGNATURE, *letter.signature.lines, letter.signature.name)
    office = (letter.place, letter.agency, letter.parent_agency, letter.issuer, *letter.footer)
    yield from _in(Place.OFFICE, *office)


def _in(place: Place, *texts: str) -> Iterator[Gap]:
    return (Gap(name, None, place) for text in texts for name in TOKEN.findall(text))


class _Filler:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, text: str) -> str:
        return TOKEN.sub(lambda match: self._values.get(match[1], match[0]), text)

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.text, texts))

    def signature(self, signature: Signature) -> Signature:
        return Signature(self.texts(signature.lines), self.text(signature.name))

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def appendix(self, appendix: Appendix) -> Appendix:
        return replace(
            appendix, title=self.text(appendix.title), blocks=self.blocks(appendix.blocks)
        )

    def _block(self, block: Block) -> Block:
        if isinstance(block, TextBlock):
            return type(block)(tuple(map(self._run, block.runs)))
        return Table(
            tuple(map(self._column, block.columns)),
            tuple(map(self.texts, block.rows)),
        )

    def _run(self, run: Run) -> Run:
        return replace(run, text=self.text(run.text))

    def _column(self, column: Column) -> Column:
        return replace(column, heading=self.text(column.heading))
