"""Slips a reader of a letter would see: shown, never corrected; the text stays as written."""

from collections.abc import Callable, Iterable

from dispatches.letter import Letter
from dispatches.lint.citations import unregistered_numbers
from dispatches.lint.dates import dates
from dispatches.lint.facts import Facts
from dispatches.lint.finding import Finding
from dispatches.lint.names import misspelt_names
from dispatches.lint.parties import parties
from dispatches.lint.repetitions import repeated_words
from dispatches.lint.signs import unprintable_signs
from dispatches.lint.treaties import treaty_names
from dispatches.lint.units import partitions, wrong_kinds

__all__ = ["Facts", "Finding", "findings"]

Rule = Callable[[Letter, Facts], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    treaty_names,
    parties,
    repeated_words,
    dates,
    partitions,
    wrong_kinds,
    misspelt_names,
    unregistered_numbers,
    unprintable_signs,
)


def findings(letter: Letter, facts: Facts) -> tuple[Finding, ...]:
    """List what every rule finds, in reading order."""
    found = (finding for rule in RULES for finding in rule(letter, facts))
    return tuple(sorted(found, key=lambda one: one.order))
