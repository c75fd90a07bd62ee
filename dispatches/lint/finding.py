"""What a rule of the lint finds."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Place(StrEnum):
    """The part of a letter that a finding stands at."""

    BLOCK = auto()
    SUBJECT = auto()
    ADDRESSEES = auto()
    RECIPIENTS = auto()


@dataclass(frozen=True)
class Finding:
    """A slip: where it stands, the words, and what is wrong with them.

    `block_index` counts the blocks from 0; it is None for the other parts of the letter.
    """

    block_index: int | None
    quote: str
    message: str
    place: Place = Place.BLOCK
