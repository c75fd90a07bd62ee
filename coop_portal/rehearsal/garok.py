"""Plays the GAROK file of 7/2023: from the incoming letter to the note that leaves.

What no document says, the contact person and who signs for the province, is marked as an example.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from accounts.enums import Role
from coop_portal.rehearsal import people
from coop_portal.rehearsal.story import StoryError
from deadlines import clock
from deadlines.value import day_in_hanoi
from dispatches.docx import letter_docx
from dispatches.domain import approval, dossiers, files, filling_in, incoming, issuing, printing
from dispatches.domain.dossier_export import export
from dispatches.domain.filling_in import filled
from dispatches.models import Checklist, Dispatch, Dossier, DossierDocument, RegisterCounter
from dispatches.registers.incoming import incoming_register, settlement_register
from dispatches.registers.outgoing import outgoing_register

ARRIVAL = datetime.fromisoformat("2023-07-17T09:00:00+07:00")
DISPATCHED = datetime.fromisoformat("2023-07-20T09:00:00+07:00")
LETTER = incoming.Entry(
    arrived_on=ARRIVAL.date(),
    author="Cục Ngoại vụ, Bộ Ngoại giao",
    full_number="347/CNV-ĐP",
    date=date(2023, 7, 14),
    kind_name="Công văn",
    subject="Về việc kết nối hợp tác với các địa phương của Hàn Quốc",
)
EXAMPLES = {
    "lãnh đạo tỉnh": "(ví dụ) Họ và tên",
    "đầu mối: họ tên": "(ví dụ) Họ và tên",
    "đầu mối: chức vụ": "Chuyên viên",
    "đầu mối: điện thoại": "(ví dụ) 0204 000 000",
    "đầu mối: thư điện tử": "songoaivu@bacgiang.example",
}
# The letter that the note encloses has its number before the note leaves.
ISSUED = ("garok-to-trinh", "garok-thu-de-xuat", "garok-cong-ham")


def play(advance: Callable[[datetime], None]) -> Dossier:
    """Register, open the dossier, draft, fill in, approve, and issue what is numbered.

    A story of the round that ended later is not turned back.
    """
    officer, leader, clerk = (people.first(role) for role in _ROLES)
    arrival = max(ARRIVAL, clock.now())
    dispatched = max(DISPATCHED, arrival)
    advance(arrival)
    origin = incoming.receive(LETTER, by=clerk, at=arrival)
    incoming.hand_to(origin, officer, due_on=DISPATCHED.date(), by=leader, at=arrival)
    dossier = dossiers.open_dossier(
        title="Đề nghị GAROK hỗ trợ kết nối hợp tác cấp địa phương",
        origin=origin,
        checklist=Checklist.objects.get(code="garok"),
        by=officer,
        at=arrival,
    )
    dossiers.draft_pack(dossier, by=officer, at=arrival)
    dossiers.set_values(dossier, dossier.values | EXAMPLES, by=officer, at=arrival)
    advance(dispatched)
    for dispatch in _pack(dossier).values():
        submitted = filling_in.submit(dispatch, by=officer, at=dispatched)
        digest = submitted.letter_digest
        approval.approve(submitted, digest=digest, by=leader, at=dispatched)
    for code in ISSUED:
        today = day_in_hanoi(dispatched)
        issuing.issue(_pack(dossier)[code], number=None, date=today, by=clerk, at=dispatched)
    incoming.note_progress(origin, "Đã trình", settled=True, by=officer, at=dispatched)
    advance(dispatched)
    return dossier


def results(dossier: Dossier) -> Iterator[tuple[Path, bytes]]:
    """Return every file that the story leaves: name and content."""
    for code, dispatch in _pack(dossier).items():
        name = Path("garok") / code.removeprefix("garok-")
        yield name.with_suffix(".pdf"), _pdf(code, dispatch)
        yield name.with_suffix(".docx"), letter_docx(filled(dispatch))
    yield Path("garok/ho-so.zip"), export(dossier)
    for counter in RegisterCounter.objects.filter(book__dispatches__isnull=False).distinct():
        sheet = outgoing_register(counter.book, counter.year)
        name = Path("registers") / f"{counter.book.code}-{counter.year}"
        yield name.with_suffix(".pdf"), sheet.pdf()
        yield name.with_suffix(".xlsx"), sheet.workbook()
    for stem, sheet in (
        ("van-ban-den-2023", incoming_register(2023)),
        ("giai-quyet-2023", settlement_register(2023)),
    ):
        yield Path("registers") / f"{stem}.pdf", sheet.pdf()
        yield Path("registers") / f"{stem}.xlsx", sheet.workbook()


_ROLES = (Role.OFFICER, Role.LEADER, Role.CLERK)


def _pack(dossier: Dossier) -> dict[str, Dispatch]:
    """Return the drafted documents as they are now, by the code of their template."""
    rows = DossierDocument.objects.filter(dossier=dossier, template__isnull=False)
    rows = rows.select_related("template", "dispatch__kind__agency", "dispatch__pdf")
    return {row.template.code: row.dispatch for row in rows if row.template and row.dispatch}


def _pdf(code: str, dispatch: Dispatch) -> bytes:
    if dispatch.pdf:
        return files.read(dispatch.pdf)
    if code in ISSUED:
        raise StoryError(f"{code} was issued, and its PDF was not made")
    return printing.preview(filled(dispatch))
