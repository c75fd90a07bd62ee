"""Rounds in every state, made by the domain functions themselves."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from accounts.models import User
from consultations.domain import answering, drafting, drafts, letters
from consultations.enums import Position
from consultations.models import Consultee, Response, Round
from deadlines.value import Deadline
from dispatches.domain import approval, issuing
from dispatches.models import Agency, DocumentKind, DraftingUnit, RegisterBook, Signatory
from districts.models import District
from tests import factories
from tests.dispatches.factories import clerk, leader, officer
from tests.factories import AT, DAY
from vietnamese.text import fold

DEADLINE = Deadline.before(dt.date(2021, 8, 9))
IN_TIME = dt.datetime.fromisoformat("2021-08-03T16:42:00+07:00")
LATE = dt.datetime.fromisoformat("2021-08-10T09:00:00+07:00")  # muộn 2 ngày
AFTER_CLOSING = dt.datetime.fromisoformat("2021-08-12T09:00:00+07:00")
PASSAGES = {
    "Mục tiêu cụ thể": ["Các huyện, thành phố hợp tác với 2-4 địa phương nước ngoài."],
    "Định hướng lĩnh vực": [
        "+ Huyện Lục Ngạn: Ưu tiên nông nghiệp công nghệ cao.",
        "+ Huyện Yên Dũng: Ưu tiên phát triển công nghiệp.",
    ],
    "Nhiệm vụ": ["Đối với các huyện Yên Dũng, Lục Ngạn: Xây dựng Kế hoạch trong năm 2021."],
}


@dataclass
class Office:
    """The agency with what a letter needs of it."""

    drafting_unit: DraftingUnit
    signatory: Signatory


def office() -> Office:
    book, _created = RegisterBook.objects.get_or_create(code="cong-van-di", name="Sổ đi")
    agency, _created = Agency.objects.get_or_create(
        name="Sở Ngoại vụ",
        parent_name="UBND tỉnh Bắc Giang",
        abbreviation="SNgV",
        place="Bắc Giang",
    )
    DocumentKind.objects.get_or_create(
        code=letters.CALL,
        defaults={
            "name": "Công văn",
            "family": "official",
            "symbol_pattern": "{cơ quan}-{đơn vị}",
            "agency": agency,
            "book": book,
        },
    )
    unit, _created = DraftingUnit.objects.get_or_create(
        agency=agency, name="Phòng Nghiệp vụ", abbreviation="NV"
    )
    signatory, _created = Signatory.objects.get_or_create(
        agency=agency, name="Ngô Biên Cương", authority="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    )
    return Office(unit, signatory)


def wording(**changes) -> drafting.Wording:
    made = office()
    clause = "Sau thời gian trên, nếu không có ý kiến phản hồi được coi như nhất trí."
    values = {
        "audience": "các huyện, thành phố",
        "drafting_unit": made.drafting_unit,
        "signatory": made.signatory,
        "introduction": "Sở Ngoại vụ đã xây dựng dự thảo Đề án.",
        "deemed_consent": True,
        "consent_clause": clause,
        "closing": "Sở Ngoại vụ rất mong nhận được sự phối hợp",
        "distribution": "Như trên;\nLưu: VT, NV.",
    }
    return drafting.Wording(**values | changes)


def draft_round(*units: District, deadline: Deadline = DEADLINE, **changes) -> Round:
    """A round in preparation with three contents; the second and third concern the first unit."""
    by = officer()
    consultation = drafting.new_consultation(
        title="Đề án hợp tác cấp địa phương", draft_name="dự thảo đề án", by=by, at=AT
    )
    round_ = drafting.start(
        consultation, wording=wording(**changes), deadline=deadline, units=units, by=by, at=AT
    )
    for heading, passages in PASSAGES.items():
        drafting.put_content(
            round_,
            heading=f"{heading} như sau:",
            passages=passages,
            concerned=[] if heading == "Mục tiêu cụ thể" else units[:1],
            by=by,
            at=AT,
        )
    return Round.objects.with_course().get(pk=round_.pk)


def issued_round(*units: District, **changes) -> Round:
    """A round whose letter has left, without its PDF."""
    round_ = draft_round(*units, **changes)
    dispatch = approval.submit(round_.dispatch, by=officer(), at=AT)
    approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=AT)
    issuing.issue(dispatch, number=None, date=DAY, by=clerk(), at=AT)
    return Round.objects.with_course().get(pk=round_.pk)


@dataclass
class Call:
    """A unit with its officer, asked in an issued round."""

    consultee: Consultee
    person: User

    def fresh(self) -> Consultee:
        """The unit's part as the database has it now."""
        return Consultee.objects.with_course().get(pk=self.consultee.pk)

    def answers(self, **texts: str) -> dict[int, tuple[str, str]]:
        """«Nhất trí» to all, with comments on contents by ordinal: c2="Đề nghị …"."""
        said = {}
        for content in self.consultee.round.contents.all():
            text = texts.get(f"c{content.ordinal}", "")
            position = Position.AGREE_WITH_COMMENTS if text else Position.AGREE
            said[content.pk] = (position.value, text)
        return said

    def save(self, at: dt.datetime = IN_TIME, **texts: str):
        """Save a complete draft over whatever there is."""
        return drafts.save_draft(
            self.consultee,
            self.answers(**texts),
            version=drafts.version_of(self.consultee),
            by=self.person,
            at=at,
        )

    def submit(self, at: dt.datetime = IN_TIME, **changes) -> Response:
        """Submit the draft as it is."""
        values = {"key": uuid4(), "version": drafts.version_of(self.consultee), "late": False}
        return answering.submit(
            self.consultee, by=self.person, clock=lambda: at, **values | changes
        )

    def answer(self, at: dt.datetime = IN_TIME, *, late: bool = False, **texts: str) -> Response:
        """Write a complete answer and submit it."""
        self.save(at, **texts)
        return self.submit(at, late=late)


def unit(name: str = "Lục Ngạn", **fields) -> District:
    """A unit with an address, so that a call to it can be issued."""
    return factories.district(name, **{"email": f"{fold(name)[:3]}@bacgiang.example"} | fields)


def called(to: District | None = None, person: User | None = None, **changes) -> Call:
    """A call to one unit, huyện Lục Ngạn unless another is given, and its officer."""
    to = to or unit()
    round_ = issued_round(to, **changes)
    consultee = Consultee.objects.with_course().get(round=round_, district=to)
    return Call(consultee, person or factories.officer_of(to))
