"""The year's report as a document of the office (báo cáo), with its tables."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import override

from coop_portal.reports.report import Breakdown, Report, rows_of
from coop_portal.reports.subjects import activities
from dispatches.blocks import Block, Column, Heading, Paragraph, Table
from dispatches.domain.composing import Text, compose
from dispatches.domain.kinds import kind_of
from dispatches.letter import Appendix, Letter
from dispatches.models import DocumentKind
from districts.models import District
from partners.models import Activity, Partner
from vietnamese.dates import short_date

REPORT = "bao-cao"  # code of the kind of document, as Decree 30's list has it


def kind_of_report() -> DocumentKind:
    """Return the kind «Báo cáo»; DispatchRefused if the office has none."""
    return kind_of(REPORT, "Báo cáo")


def letter_of(report: Report) -> Letter:
    """Return the report as a letter, its number blank; DispatchRefused if nobody signs reports.

    A document of the office is Vietnamese, whatever language its reader has chosen.
    """
    with override("vi"):
        text = Text(
            subject=f"Kết quả hợp tác quốc tế cấp địa phương năm {report.year.number}",
            blocks=tuple(_blocks(report)),
            addressees=("Ủy ban nhân dân tỉnh",),
            recipients=("Như trên;", "Lãnh đạo Sở;", "Lưu: VT."),
            appendices=tuple(_appendices(report)),
        )
        kind = kind_of_report()
        return compose(kind, text, signatory=kind.signatory, on=report.year.today)


def _blocks(report: Report) -> Iterator[Block]:
    last = short_date(report.year.last)
    said = "; ".join(f"{str(label).lower()}: {figure.value:02d}" for label, figure in report.totals)
    yield Paragraph.of(f"Kết quả thực hiện Đề án tính đến ngày {last}: {said}. Cụ thể như sau:")
    for number, breakdown in enumerate(report.breakdowns, start=1):
        yield Heading.of(f"{number}. {breakdown.title}")
        if breakdown.lines:
            yield _table(breakdown)
        else:
            yield Paragraph.of("Không phát sinh.")
    yield Paragraph.of("Trên đây là báo cáo kết quả hợp tác quốc tế cấp địa phương./.")


def _table(breakdown: Breakdown) -> Table:
    numbers = tuple(Column(str(label), 2, "center") for label in breakdown.columns)
    columns = (Column("STT", 1, "center"), Column(str(breakdown.of), 4), *numbers)
    rows = enumerate(rows_of(breakdown), start=1)
    return Table(columns, tuple((str(n), *map(str, row)) for n, row in rows))


def _appendices(report: Report) -> Iterator[Appendix]:
    found = activities(report.year).prefetch_related(
        Prefetch("partners", Partner.objects.order_by("sort_key")),
        Prefetch("districts", District.objects.order_by("rank")),
    )
    rows = [_row(n, each) for n, each in enumerate(found.order_by("starts_on", "pk"), start=1)]
    if rows:
        columns = (
            Column("STT", 1, "center"),
            Column("Thời gian", 2, "center"),
            Column("Hoạt động", 6),
            Column("Đối tác", 4),
            Column("Đơn vị", 3),
            Column("Kết quả", 6),
        )
        title = f"DANH MỤC HOẠT ĐỘNG NĂM {report.year.number}"
        yield Appendix(title, (Table(columns, tuple(rows)),), landscape=True)


def _row(number: int, activity: Activity) -> tuple[str, ...]:
    days = [short_date(activity.starts_on)]
    if activity.ends_on != activity.starts_on:
        days.append(short_date(activity.ends_on))
    units = [unit.full_name for unit in activity.districts.all()] or ["Cấp tỉnh"]
    return (
        str(number),
        " - ".join(days),
        activity.title,
        "; ".join(partner.name for partner in activity.partners.all()),
        "; ".join(units),
        activity.outcome,
    )
