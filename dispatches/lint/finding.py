"""What a rule of the lint finds."""

from dataclasses import dataclass

from dispatches.places import Place, where


@dataclass(frozen=True)
class Finding:
    """A slip: where it stands, the words, and what is wrong with them.

    `block_index` counts the blocks of the text, or of the appendix, from 0; it is None for the
    other parts of the letter. `appendix` counts the `appendices` from 0.
    """

    block_index: int | None
    quote: str
    message: str
    place: Place = Place.BLOCK
    appendix: int | None = None
    appendices: int = 1

    @property
    def where(self) -> str:
        """Its place in words."""
        return where(self.place, self.block_index, self.appendix, of=self.appendices)

    @property
    def order(self) -> tuple[int, int]:
        """Where it comes in reading: what stands above the text first, appendices last."""
        appendix = -1 if self.appendix is None else self.appendix
        return appendix, -1 if self.block_index is None else self.block_index
