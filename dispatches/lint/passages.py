"""The texts of a letter as a reader meets them: subject, blocks, the blocks of each appendix."""

from collections.abc import Iterator
from dataclasses import dataclass

from dispatches.blocks import Block, Table
from dispatches.letter import Letter
from dispatches.lint.finding import Finding
from dispatches.places import Place


@dataclass(frozen=True)
class Passage:
    """A text that stands by itself: a block, or one cell of a table."""

    text: str
    place: Place
    block_index: int | None = None
    appendix: int | None = None
    appendices: int = 1

    def finding(self, quote: str, message: str) -> Finding:
        """Return a finding at this place."""
        place = (self.place, self.appendix, self.appendices)
        return Finding(self.block_index, quote, message, *place)


def passages(letter: Letter) -> Iterator[Passage]:
    """Yield every text in reading order."""
    yield Passage(letter.subject, Place.SUBJECT)
    for index, block in enumerate(letter.blocks):
        for text in _texts(block):
            yield Passage(text, Place.BLOCK, index)
    count = len(letter.appendices)
    for number, appendix in enumerate(letter.appendices):
        yield Passage(appendix.title, Place.APPENDIX, None, number, count)
        for index, block in enumerate(appendix.blocks):
            for text in _texts(block):
                yield Passage(text, Place.APPENDIX, index, number, count)


def _texts(block: Block) -> Iterator[str]:
    """A cell says nothing together with the next one: «Đề án | Đề án» is no slip."""
    if not isinstance(block, Table):
        yield block.text
        return
    yield from (column.heading for column in block.columns)
    for row in block.rows:
        yield from row
