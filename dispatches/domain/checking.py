"""A letter held against what the portal knows."""

from collections.abc import Iterator
from datetime import date

from dispatches import known_numbers, lint
from dispatches.letter import Letter
from dispatches.lint.facts import known_names, units_on
from dispatches.models import Agency, Dispatch, IncomingDocument, ReferenceDocument


def findings(letter: Letter, *, on: date) -> tuple[lint.Finding, ...]:
    """Return what a reader would stumble over, with the names and numbers of that day."""
    return lint.findings(letter, facts(on=on))


def facts(*, on: date) -> lint.Facts:
    """Return what the portal knows on the day: the units, names and numbers."""
    issued = Dispatch.objects.filter(number__isnull=False).only("number", "symbol")
    agency = Agency.objects.order_by("pk").first()
    return lint.Facts(
        province=agency.place if agency else "",
        units=units_on(on),
        names=known_names(),
        numbers=frozenset(dispatch.full_number for dispatch in issued.iterator())
        | set(_incoming_numbers())
        | known_numbers.everything()
        | set(ReferenceDocument.objects.values_list("full_number", flat=True)),
    )


def _incoming_numbers() -> Iterator[str]:
    return (
        IncomingDocument.objects.filter(voided_at__isnull=True)
        .values_list("full_number", flat=True)
        .iterator()
    )
