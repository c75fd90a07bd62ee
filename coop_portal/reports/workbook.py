"""The year's report as a workbook: a sheet of totals, and one for each table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.spreadsheet import Sheet, Value, workbook_of
from coop_portal.reports.report import Report, rows_of


def workbook(report: Report) -> bytes:
    """Return the .xlsx file."""
    return workbook_of(list(_sheets(report)))


def _sheets(report: Report) -> Iterator[Sheet]:
    totals: list[list[Value]] = [[str(label), figure.value] for label, figure in report.totals]
    yield Sheet(_("Tổng hợp"), [_("Chỉ tiêu"), str(report.year.number)], totals)
    for breakdown in report.breakdowns:
        headings = [str(breakdown.of), *map(str, breakdown.columns)]
        yield Sheet(str(breakdown.title), headings, rows_of(breakdown))
