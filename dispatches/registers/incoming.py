"""The registers of incoming documents: arrival (ten columns) and settlement (seven)."""

from collections.abc import Callable

from dispatches.domain.linking import answers_to
from dispatches.models import Agency, IncomingDocument
from dispatches.registers.sheet import Column, Cover, Sheet
from vietnamese.dates import short_date

ARRIVAL = (
    Column("Ngày đến", 9),
    Column("Số đến", 6),
    Column("Tác giả", 15),
    Column("Số, ký hiệu văn bản", 11),
    Column("Ngày tháng văn bản", 9),
    Column("Tên loại và trích yếu nội dung văn bản", 26),
    Column("Đơn vị hoặc người nhận", 12),
    Column("Ngày chuyển", 9),
    Column("Ký nhận", 8),
    Column("Ghi chú", 12),
)
SETTLEMENT = (
    Column("Số đến", 6),
    Column("Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản", 30),
    Column("Đơn vị hoặc người nhận", 15),
    Column("Thời hạn giải quyết", 11),
    Column("Tiến độ giải quyết", 20),
    Column("Số, ký hiệu văn bản trả lời", 15),
    Column("Ghi chú", 12),
)
Rows = Callable[[IncomingDocument], tuple[str, ...]]


def incoming_register(year: int) -> Sheet:
    """Return the register of arrivals of a year (sổ đăng ký văn bản đến)."""
    return _sheet("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", year, ARRIVAL, _arrival)


def settlement_register(year: int) -> Sheet:
    """Return how the arrivals of a year were settled (sổ theo dõi giải quyết văn bản đến)."""
    return _sheet("SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", year, SETTLEMENT, _settlement)


def _sheet(title: str, year: int, columns: tuple[Column, ...], row: Rows) -> Sheet:
    documents = list(
        IncomingDocument.objects.filter(arrival_year=year)
        .select_related("handler")
        .prefetch_related(
            "linked_from__from_dispatch__cancellation",
            "linked_from__from_dispatch__translates__cancellation",
        )
        .order_by("arrival_number")
    )
    agency = Agency.objects.order_by("pk").first()
    first, last = (documents[0], documents[-1]) if documents else (None, None)
    cover = Cover(
        parent_agency=agency.parent_name.upper() if agency else "",
        agency=agency.name.upper() if agency else "",
        title=title,
        book="",
        year=year,
        first_day=short_date(first.arrived_on) if first else "",
        last_day=short_date(last.arrived_on) if last else "",
        first_number=f"{first.arrival_number:02d}" if first else "",
        last_number=f"{last.arrival_number:02d}" if last else "",
    )
    return Sheet(cover, columns, tuple(row(document) for document in documents))


def _arrival(document: IncomingDocument) -> tuple[str, ...]:
    return (
        short_date(document.arrived_on),
        f"{document.arrival_number:02d}",
        document.author,
        document.full_number,
        short_date(document.date),
        f"{document.kind_name} {document.subject}",
        _handler(document),
        short_date(document.handed_on) if document.handed_on else "",
        "",
        _note(document),
    )


def _settlement(document: IncomingDocument) -> tuple[str, ...]:
    what = f"{document.kind_name} {document.full_number}".strip()
    return (
        f"{document.arrival_number:02d}",
        f"{what} ngày {short_date(document.date)} của {document.author}",
        _handler(document),
        short_date(document.due_on) if document.due_on else "",
        document.progress,
        "; ".join(reply.full_number for reply in answers_to(document)),
        _note(document),
    )


def _handler(document: IncomingDocument) -> str:
    return document.handler.full_name if document.handler else ""


def _note(document: IncomingDocument) -> str:
    return f"Hủy số đến: {document.void_reason}" if document.voided_at else ""
