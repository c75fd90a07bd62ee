"""Remarks on blocks, as the form that returns a document asks for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accounts.fields import key_in
from dispatches.domain.remarks import Spot, blocks_of
from dispatches.letter import Letter
from dispatches.places import Place, where

# «remark-2» is the third block of the text, «remark-0-2» that of the first appendix.
PREFIX, BETWEEN = "remark-", "-"


@dataclass(frozen=True)
class Remarkable:
    """A block that a remark can be typed at: its field, place and text, and what is typed."""

    name: str
    where: str
    text: str
    typed: str


def remarkable(letter: Letter, typed: Mapping[Spot, str]) -> Iterator[Remarkable]:
    """Yield a field for every block."""
    for (appendix, index), block in blocks_of(letter).items():
        numbers = [str(number) for number in (appendix, index) if number is not None]
        yield Remarkable(
            name=PREFIX + BETWEEN.join(numbers),
            where=where(Place.BLOCK, index, appendix, of=len(letter.appendices)),
            text=block.text,
            typed=typed.get((appendix, index), ""),
        )


def spot_in(name: str) -> Spot | None:
    """Return the block that a field is for; None for another field."""
    if not name.startswith(PREFIX):
        return None
    numbers = [key_in(each) for each in name.removeprefix(PREFIX).split(BETWEEN)]
    match numbers:
        case [int(index)]:
            return None, index
        case [int(appendix), int(index)]:
            return appendix, index
    return None
