"""The year's reports as the story leaves them: their figures are those that it tells."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from coop_portal.bac_giang.loader import read
from coop_portal.rehearsal.story import StoryError
from coop_portal.reports.letter import letter_of
from coop_portal.reports.report import Report, report
from coop_portal.reports.subjects import Year
from coop_portal.reports.workbook import workbook
from dispatches.docx import letter_docx
from dispatches.domain import printing
from districts.domain.programme import current

FORMS: dict[str, Callable[[Report], bytes]] = {
    "xlsx": workbook,
    "pdf": lambda made: printing.preview(letter_of(made)),
    "docx": lambda made: letter_docx(letter_of(made)),
}


def results() -> Iterator[tuple[Path, bytes]]:
    """Return the reports that the story tells of, each as workbook, PDF and Word.

    A letter is of a day before the provinces merged, as its letterhead is; who writes and signs
    after that no document tells, so the whole of 2025 is there in figures only. StoryError where a
    figure is another than the one that is told.
    """
    for told in read("year_reports")["reports"]:
        made = report(Year(told["year"], date.fromisoformat(told["made_on"]), current()))
        check(made, told)
        for form in told.get("forms", FORMS):
            yield Path("reports") / f"{told['file']}.{form}", FORMS[form](made)


def check(made: Report, told: dict[str, Any]) -> None:
    """Compare every figure that is not nought; StoryError with the first table that differs."""
    found = figures_of(made)
    for title in found | told["figures"]:
        counted, wanted = found.get(title, {}), told["figures"].get(title, {})
        if counted != wanted:
            raise StoryError(
                f"report of {told['made_on']}, «{title}»: counted {counted}, "
                f"the story tells {wanted}"
            )


def figures_of(made: Report) -> dict[str, dict[str, list[int]]]:
    """Return totals and tables: each row with its figures, where one of them is not nought."""
    tables = {"Tổng hợp": {str(label): [figure.value] for label, figure in made.totals}}
    for breakdown in made.breakdowns:
        tables[str(breakdown.title)] = {
            line.label: [figure.value for figure in line.figures] for line in breakdown.lines
        }
    some = {
        title: {label: values for label, values in rows.items() if any(values)}
        for title, rows in tables.items()
    }
    return {title: rows for title, rows in some.items() if rows}
