"""The year's report as a document of the office (báo cáo), with its tables."""

from collections.abc import Iterator
from itertools import count

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import override

from coop_portal.reports.report import Report
from coop_portal.reports.subjects import activities, units_of
from coop_portal.reports.tables import Breakdown, rows_of
from coop_portal.reports.units import written
from dispatches.blocks import Block, Column, Heading, Paragraph, Table
from dispatches.domain.composing import Text, compose
from dispatches.domain.kinds import kind_of
from dispatches.letter import Appendix, Letter
from dispatches.models import DocumentKind
from districts.models import District
from partners.models import Activity, Partner
from vietnamese.dates import short_date

BAR = 24  # signs of the longest bar of a chart
SUPERIOR = "Ủy ban nhân dân tỉnh"
REPORT = "bao-cao"  # code of the kind of document, as Decree 30's list has it


def kind_of_report() -> DocumentKind:
    """Return the kind «Báo cáo»; DispatchRefused if the office has none."""
    return kind_of(REPORT, "Báo cáo")


def letter_of(report: Report) -> Letter:
    """Return the report as a letter, its number blank; DispatchRefused if nobody signs reports.

    A document of the office is Vietnamese, whatever language its reader has chosen.
    """
    with override("vi"):
        kind = kind_of_report()
        about = f"kết quả hợp tác quốc tế cấp địa phương năm {report.year.number}"
        closing = (
            f"Trên đây là báo cáo {about}, {kind.agency.name} trân trọng báo cáo {SUPERIOR}./."
        )
        text = Text(
            subject=capfirst(about),
            blocks=(*_blocks(report), Paragraph.of(closing)),
            addressees=(SUPERIOR,),
            recipients=("Như trên;", "Lãnh đạo Sở;", "Lưu: VT."),
            appendices=tuple(_appendices(report)),
        )
        return compose(kind, text, signatory=kind.signatory, on=report.year.today)


def _blocks(report: Report) -> Iterator[Block]:
    last = short_date(report.year.last)
    said = "; ".join(_said(figure.value, str(label)) for label, figure in report.totals)
    of = "thực hiện Đề án" if report.year.in_programme else "hợp tác quốc tế cấp địa phương"
    yield Paragraph.of(f"Kết quả {of} tính đến ngày {last}: {said}. Cụ thể như sau:")
    if report.note:
        yield Paragraph.of(f"Ghi chú: {report.note}")
    charts = count(1)
    for number, breakdown in enumerate(report.breakdowns, start=1):
        yield Heading.of(f"{number}. {breakdown.title}")
        if breakdown.lines:
            yield _table(breakdown)
            if breakdown.note:
                yield Paragraph.of(f"Ghi chú: {breakdown.note}")
            yield from _chart(breakdown, charts)
        else:
            yield Paragraph.of("Không phát sinh.")


def _said(count: int, what: str) -> str:
    """Return «05 hoạt động trong năm», or «không có cam kết phải làm trong năm»."""
    return f"{count:02d} {what.lower()}" if count else f"không có {what.lower()}"


def _table(breakdown: Breakdown) -> Table:
    numbers = tuple(Column(str(label), 3, "center") for label in breakdown.columns)
    words = tuple(Column(str(label), 3, "center") for label in breakdown.said)
    columns = (Column("STT", 2, "center"), Column(str(breakdown.of), 6), *numbers, *words)
    rows = enumerate(rows_of(breakdown), start=1)
    return Table(columns, tuple((str(n), *map(str, row)) for n, row in rows))


def _chart(breakdown: Breakdown, numbers: Iterator[int]) -> Iterator[Block]:
    """Draw the first column that has something to compare: a bar beside each figure, to one scale.

    Drawn in letters, so that the chart is in the Word file as in the PDF, and is never stale.
    """
    columns = range(len(breakdown.columns))
    drawn = next((c for c in columns if len(_values(breakdown, c)) > 1), None)
    if drawn is None:
        return
    found = _values(breakdown, drawn)
    most = max(value for _label, value in found)
    label = str(breakdown.columns[drawn])
    title = f"Biểu đồ {next(numbers)}. {breakdown.title}: {label[:1].lower()}{label[1:]}"
    rows = tuple((name, f"{_bar(value, most)} {value}") for name, value in found)
    yield Paragraph.of(title)
    yield Table((Column(str(breakdown.of), 4), Column(label, 8)), rows)


def _values(breakdown: Breakdown, column: int) -> list[tuple[str, int]]:
    lines = ((line.label, line.figures[column].value) for line in breakdown.lines)
    return [(label, value) for label, value in lines if value]


def _bar(value: int, most: int) -> str:
    return "█" * max(1, round(BAR * value / most))


def _appendices(report: Report) -> Iterator[Appendix]:
    if report.agreements:
        yield _agreements(report)
    found = activities(report.year).prefetch_related(
        Prefetch("partners", Partner.objects.order_by("sort_key")),
        Prefetch("districts", District.objects.order_by("rank")),
        "taken_over_by",
    )
    rows = [_row(n, each) for n, each in enumerate(found.order_by("starts_on", "pk"), start=1)]
    if rows:
        columns = (
            Column("STT", 2, "center"),
            Column("Thời gian", 4, "center"),
            Column("Hoạt động", 11),
            Column("Đối tác", 7),
            Column("Đơn vị", 6),
            Column("Kết quả", 10),
        )
        title = f"DANH MỤC HOẠT ĐỘNG NĂM {report.year.number}"
        yield Appendix(title, (Table(columns, tuple(rows)),), landscape=True)


def _agreements(report: Report) -> Appendix:
    columns = (
        Column("STT", 1, "center"),
        Column("Thỏa thuận", 6),
        Column("Đối tác", 4),
        Column("Bên ký", 5),
        Column("Ngày ký", 2, "center"),
        Column("Trạng thái", 3),
    )
    rows = tuple((str(n), *row[:-1]) for n, row in enumerate(report.listed, start=1))
    title = f"DANH MỤC THỎA THUẬN KÝ TRONG NĂM {report.year.number} VÀ ĐANG CÓ HIỆU LỰC"
    return Appendix(title, (Table(columns, rows),), landscape=True)


def _row(number: int, activity: Activity) -> tuple[str, ...]:
    days = [short_date(activity.starts_on)]
    if activity.ends_on != activity.starts_on:
        days.append(short_date(activity.ends_on))
    return (
        str(number),
        " - ".join(days),
        activity.title,
        "; ".join(partner.name for partner in activity.partners.all()),
        written(*units_of(activity)) or "Cấp tỉnh",
        activity.outcome,
    )
