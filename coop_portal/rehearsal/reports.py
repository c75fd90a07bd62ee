"""The year's report as the story leaves it: workbook, PDF and Word."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from coop_portal.reports.letter import letter_of
from coop_portal.reports.report import report
from coop_portal.reports.subjects import Year
from coop_portal.reports.workbook import workbook
from dispatches.docx import letter_docx
from dispatches.domain import printing


def results(today: date) -> Iterator[tuple[Path, bytes]]:
    """Return the report of the running year: name and content."""
    made = report(Year(today.year, today))
    name = Path("reports") / f"bao-cao-nam-{today.year}"
    letter = letter_of(made)
    yield name.with_suffix(".xlsx"), workbook(made)
    yield name.with_suffix(".pdf"), printing.preview(letter)
    yield name.with_suffix(".docx"), letter_docx(letter)
