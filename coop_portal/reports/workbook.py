"""The year's report as a workbook: totals, each table with its chart, and the agreements."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.spreadsheet import Sheet, Value, workbook_of
from coop_portal.reports.report import Report
from coop_portal.reports.tables import rows_of


def workbook(report: Report) -> bytes:
    """Return the .xlsx file."""
    return workbook_of(list(_sheets(report)))


def _sheets(report: Report) -> Iterator[Sheet]:
    totals: list[list[Value]] = [[str(label), figure.value] for label, figure in report.totals]
    yield Sheet(_("Tổng hợp"), [_("Chỉ tiêu"), str(report.year.number)], totals)
    for breakdown in report.breakdowns:
        headings = [str(heading) for heading in breakdown.headings]
        charted = len(breakdown.columns) if breakdown.lines else 0
        yield Sheet(str(breakdown.title), headings, rows_of(breakdown), charted=charted)
    headings = [_("Thỏa thuận"), _("Đối tác"), _("Bên ký"), _("Ngày ký"), _("Trạng thái")]
    yield Sheet(_("Danh mục thỏa thuận"), headings, [row[:-1] for row in report.listed])
