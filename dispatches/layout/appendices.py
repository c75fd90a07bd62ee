"""Appendices as a layout prints them (phụ lục; Decree 30/2020, Appendix I, III.1)."""

from dataclasses import dataclass
from typing import Any

from dispatches.layout.blocks import printed
from dispatches.layout.facts import Facts
from dispatches.letter import Letter


@dataclass(frozen=True)
class PrintedAppendix:
    """One appendix: its name in CSS, its heading, title and what it is enclosed with."""

    page: str
    heading: str
    title: str
    enclosed: str
    landscape: bool
    blocks: list[Any]


def appendices(letter: Letter, facts: Facts) -> list[PrintedAppendix]:
    """Return the appendices in their order."""
    count = len(letter.appendices)
    return [
        PrintedAppendix(
            page=f"appendix-{ordinal}",
            heading=facts.appendix_heading(ordinal, of=count),
            title=appendix.title,
            enclosed=facts.enclosed,
            landscape=appendix.landscape,
            blocks=printed(appendix.blocks),
        )
        for ordinal, appendix in enumerate(letter.appendices, start=1)
    ]
