"""Appendices as a layout prints them (phụ lục; Decree 30/2020, Appendix I, III.1)."""

from dataclasses import dataclass
from typing import Any

from dispatches.layout.blocks import printed
from dispatches.layout.words import Words
from dispatches.letter import Letter
from vietnamese.numbers import roman


@dataclass(frozen=True)
class PrintedAppendix:
    """One appendix: its name in CSS, its heading, title and what it is enclosed with."""

    page: str
    heading: str
    title: str
    enclosed: str
    landscape: bool
    blocks: list[Any]


def appendices(letter: Letter, words: Words, *, enclosed: str) -> list[PrintedAppendix]:
    """Number the appendices in Roman figures if there are several; a single one has no number."""
    several = len(letter.appendices) > 1
    return [
        PrintedAppendix(
            page=f"appendix-{ordinal}",
            heading=f"{words.appendix} {roman(ordinal)}" if several else words.appendix,
            title=appendix.title,
            enclosed=enclosed,
            landscape=appendix.landscape,
            blocks=printed(appendix.blocks),
        )
        for ordinal, appendix in enumerate(letter.appendices, start=1)
    ]
