"""The register of outgoing documents (sổ đăng ký văn bản đi; Appendix IV, ten columns)."""

from collections.abc import Iterable
from dataclasses import dataclass

from dispatches.domain.forwarding import forwarded, with_deliveries
from dispatches.letter import Letter
from dispatches.models import Agency, CancelledNumber, Dispatch, DispatchHandling, RegisterBook
from dispatches.recipients import printed
from dispatches.registers.sheet import Column, Cover, Sheet
from vietnamese.dates import short_date

COLUMNS = (
    Column("Số, ký hiệu văn bản", 11),
    Column("Ngày tháng văn bản", 9),
    Column("Tên loại và trích yếu nội dung văn bản", 26),
    Column("Người ký", 11),
    Column("Nơi nhận văn bản", 14),
    Column("Đơn vị, người nhận bản lưu", 9),
    Column("Số lượng bản", 6),
    Column("Ngày chuyển", 9),
    Column("Ký nhận", 9),
    Column("Ghi chú", 12),
)
KEPT = "Lưu:"


@dataclass(frozen=True)
class Facts:
    """The columns «Người ký», «Nơi nhận văn bản» and «Đơn vị, người nhận bản lưu»."""

    signed_by: str = ""
    recipients: tuple[str, ...] = ()
    kept: str = ""


def outgoing_register(book: RegisterBook, year: int) -> Sheet:
    """Return the register of a book in a year; cancelled numbers stand in it with their reason."""
    issued = Dispatch.objects.filter(book=book, year=year, number__isnull=False, translates=None)
    issued = issued.select_related(
        "kind__agency", "handling", "cancellation", "paper", "approved_by"
    )
    rows = [(dispatch.number or 0, _row(dispatch)) for dispatch in with_deliveries(issued)]
    unused = CancelledNumber.objects.filter(book=book, year=year, dispatch=None)
    rows += [(each.number, _void(each)) for each in unused]
    rows.sort(key=lambda row: row[0])
    return Sheet(_cover(book, year, rows), COLUMNS, tuple(row for _number, row in rows))


def _row(dispatch: Dispatch) -> tuple[str, ...]:
    facts = _facts(dispatch)
    handling = _handled(dispatch)
    cancellation = getattr(dispatch, "cancellation", None)
    notes = [f"Hủy: {cancellation.reason}"] if cancellation else []
    if handling.note:
        notes.append(handling.note)
    return (
        dispatch.full_number,
        short_date(dispatch.date) if dispatch.date else "",
        f"{dispatch.kind.name} {dispatch.subject}",
        facts.signed_by,
        "; ".join(facts.recipients),
        facts.kept,
        str(handling.copies or ""),
        short_date(handling.forwarded_on) if handling.forwarded_on else "",
        handling.received_by,
        "; ".join(notes),
    )


def _facts(dispatch: Dispatch) -> Facts:
    """Read them off the letter, or off what was noted of a paper document."""
    if dispatch.letter:
        letter = Letter.from_json(dispatch.letter)
        return Facts(_signed_by(dispatch, letter), tuple(printed(letter)), _kept(letter.recipients))
    paper = getattr(dispatch, "paper", None)
    if paper is None:
        return Facts()
    lines = paper.recipients.splitlines()
    named = (line.rstrip(" ;.") for line in lines if not line.startswith(KEPT))
    return Facts(paper.signed_by, tuple(named), _kept(lines))


def _signed_by(dispatch: Dispatch, letter: Letter) -> str:
    """Name who signed; a note (công hàm) bears no name, but somebody approved it."""
    if letter.signature:
        return letter.signature.name
    return f"{dispatch.approved_by.full_name} (duyệt)" if dispatch.approved_by else ""


def _handled(dispatch: Dispatch) -> DispatchHandling:
    """Take what the clerk noted; where nothing is noted, what the deliveries say."""
    noted = getattr(dispatch, "handling", None) or DispatchHandling(dispatch=dispatch)
    sent = forwarded(dispatch)
    return DispatchHandling(
        copies=noted.copies or sent.copies or None,
        forwarded_on=noted.forwarded_on or sent.on,
        received_by=noted.received_by or "; ".join(sent.signed_by),
        note=noted.note,
    )


def _kept(lines: Iterable[str]) -> str:
    kept = (line.removeprefix(KEPT).strip(" .") for line in lines if line.startswith(KEPT))
    return next(kept, "")


def _void(cancelled: CancelledNumber) -> tuple[str, ...]:
    empty = [""] * (len(COLUMNS) - 2)
    return (f"{cancelled.number:02d}", *empty, f"Số không dùng: {cancelled.reason}")


def _cover(book: RegisterBook, year: int, rows: list[tuple[int, tuple[str, ...]]]) -> Cover:
    kind = book.kinds.select_related("agency").order_by("rank").first()
    agency = kind.agency if kind else Agency.objects.order_by("pk").first()
    days = [row[1] for _number, row in rows if row[1]]
    numbers = [f"{number:02d}" for number, _row in rows]
    return Cover(
        parent_agency=agency.parent_name.upper() if agency else "",
        agency=agency.name.upper() if agency else "",
        title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        book=book.name,
        year=year,
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
        first_number=numbers[0] if numbers else "",
        last_number=numbers[-1] if numbers else "",
    )
