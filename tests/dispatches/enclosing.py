"""A dossier whose note encloses a sheet, from its checklist to the note's issue."""

from dispatches.domain import approval, dossiers, filling_in, issuing
from dispatches.models import Checklist, Demand, Dispatch, Dossier, LetterTemplate
from tests.dispatches.factories import AT, DAY, agency, book, clerk, kind, leader, officer

WORDS = "Đầu mối: Nguyễn Văn A"
SUBJECT = "Đầu mối liên hệ"


def opened(addressee: str = "Sở Y tế") -> Dossier:
    """A dossier whose checklist demands one sheet, with note and sheet drafted."""
    checklist = Checklist.objects.create(code="hoi", name="Hội A")
    sheets = kind(book("tai-lieu"), family="sheet", book=None, symbol_pattern="", agency=agency())
    sheet = _template("dau-moi", sheets, SUBJECT, WORDS, checklist)
    notes = kind(symbol_pattern="CH-{cơ quan}", family="note")
    goal = {"addressees": addressee, "is_goal": True}
    _template("cong-ham", notes, "Đề nghị kết nối", "Kính gửi kèm.", checklist, **goal)
    Demand.objects.create(checklist=checklist, ordinal=1, text="Đầu mối", template=sheet)
    dossier = dossiers.open_dossier(title="Kết nối", checklist=checklist, by=officer(), at=AT)
    dossiers.draft_pack(dossier, by=officer(), at=AT)
    return dossier


def part(dossier: Dossier, code: str) -> Dispatch:
    return dossier.documents.get(template__code=code).dispatch


def approved(dispatch: Dispatch) -> Dispatch:
    filling_in.submit(dispatch, by=officer(), at=AT)
    return approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)


def issued(dossier: Dossier | None = None, addressee: str = "Sở Y tế") -> Dispatch:
    """The note, issued with its sheet."""
    held = dossier or opened(addressee)
    approved(part(held, "dau-moi"))
    note = approved(part(held, "cong-ham"))
    return issuing.issue(note, number=None, date=DAY, by=clerk(), at=AT)


def _template(code, of_kind, subject, words, checklist, **more) -> LetterTemplate:
    return LetterTemplate.objects.create(
        code=code,
        name=subject,
        kind=of_kind,
        subject=subject,
        rows=[{"type": "paragraph", "text": words}],
        checklist=checklist,
        **more,
    )
