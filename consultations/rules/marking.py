"""Marking in a passage what it says about one unit, so that its staff find it at once."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A stretch of a passage; `own` is what the reader's unit should look at."""

    text: str
    own: bool = False


def marked(text: str, name: str, *, alone: bool) -> list[Part]:
    """Cut a passage into parts: all of it is the unit's own if it names no other (`alone`).

    Otherwise only the unit's name is marked, wherever it stands as whole words.
    """
    if alone:
        return [Part(text, own=True)]
    pieces = re.split(rf"(?<!\w)({re.escape(name)})(?!\w)", text, flags=re.IGNORECASE)
    # A split by one group gives what lies between and what was found by turns.
    return [Part(piece, own=bool(index % 2)) for index, piece in enumerate(pieces) if piece]
