"""Rounds for tests: the one of the documents, and small ones of any number of units."""

import datetime as dt
from uuid import uuid4

from accounts.enums import Role
from accounts.models import User
from consultations.domain import answering, calls, closing, drafting, drafts, next_round
from consultations.enums import Position
from consultations.models import Consultee, Content, Response, Round
from coop_portal import bac_giang
from deadlines.value import HANOI, Deadline
from dispatches.domain import approval, files, issuing
from dispatches.models import Agency, Dispatch, DocumentKind, DraftingUnit, RegisterBook, Signatory
from districts.models import District
from outbox.enums import MessageState
from outbox.models import Message
from tests import factories
from tests.dispatches.exchange.messages import letter_pdf
from tests.factories import AT

DEADLINE = Deadline.before(dt.date(2021, 8, 9))
LATER = Deadline.before(dt.date(2021, 9, 10))
CLAUSE = "Sau thời gian trên, nếu không có ý kiến phản hồi được coi như nhất trí."
AGREE, BUT, DISAGREE = Position.AGREE, Position.AGREE_WITH_COMMENTS, Position.DISAGREE


def hanoi(text: str) -> dt.datetime:
    """A moment of Hanoi time: «03/8 08:00» of 2021."""
    return dt.datetime.strptime(f"2021/{text}", "%Y/%d/%m %H:%M").replace(tzinfo=HANOI)


def loaded(at: dt.datetime = AT) -> Round:
    """The draft of round 2, with everything that the documents say."""
    bac_giang.load(at)
    return Round.objects.get(ordinal=2)


def person(role: str) -> User:
    """The first person of the role, made if there is none."""
    return User.objects.filter(role=Role(role)).first() or factories.user(role)


def office() -> None:
    """The agency, who drafts, who signs, and the books."""
    agency = Agency.objects.create(
        parent_name="UBND tỉnh Bắc Giang",
        name="Sở Ngoại vụ",
        abbreviation="SNgV",
        place="Bắc Giang",
    )
    DraftingUnit.objects.create(agency=agency, name="Nghiệp vụ", abbreviation="NV")
    Signatory.objects.create(agency=agency, name="Ngô Biên Cương", authority="GIÁM ĐỐC")
    DocumentKind.objects.create(
        code="cong-van",
        name="Công văn",
        family="official",
        symbol_pattern="{cơ quan}-{đơn vị}",
        agency=agency,
        book=RegisterBook.objects.create(code="cong-van-di", name="Sổ đi"),
    )


def wording(**changes) -> drafting.Wording:
    made = {
        "audience": "các huyện, thành phố",
        "introduction": "Thực hiện Quyết định số 307/QĐ-UBND.",
        "drafting_unit": DraftingUnit.objects.first(),
        "signatory": Signatory.objects.first(),
        "deemed_consent": True,
        "consent_clause": CLAUSE,
        "distribution": "Như trên;\nLưu: VT, NV.",
    }
    return drafting.Wording(**made | changes)


def asked(name: str, code: str, rank: int = 1) -> District:
    """The unit of this name, with an address, or a new one with a person who acts for it."""
    there = District.objects.filter(name=name, kind="district", valid_to=None)
    there.filter(email="").update(email=f"{code}@unit.example")
    if unit := there.first():
        return unit
    unit = factories.district(name, rank=rank, code=code, email=f"{code}@unit.example")
    factories.officer_of(unit, f"staff-{code}", since=dt.date(2021, 1, 1))
    return unit


def drafted(*names: str, contents: int = 1, prefix: str = "u", **changes) -> Round:
    """A small round in preparation that asks units of these names, or the `units` given."""
    if not Agency.objects.exists():
        office()
    units = changes.pop("units", None) or [
        asked(name, f"{prefix}{rank}", rank)
        for rank, name in enumerate(names or ("Lục Ngạn",), start=1)
    ]
    made = {"title": "Đề án", "draft_name": "dự thảo đề án", "wording": wording(), "units": units}
    round_ = drafting.open_matter(
        key=uuid4(), **made | {"deadline": DEADLINE, "by": person("officer"), "at": AT} | changes
    )
    for number in range(contents):
        passages = [f"Nội dung số {number}."]
        drafting.put_content(
            round_, heading="Mục tiêu:", passages=passages, by=person("officer"), at=AT
        )
    return fresh(round_)


def fresh(round_: Round) -> Round:
    return Round.objects.with_course().get(pk=round_.pk)


def rewritten(round_: Round, ordinal: int, *passages: str, at: dt.datetime = AT) -> Content:
    """Other paragraphs under the same heading."""
    return drafting.put_content(
        round_,
        heading=round_.contents.get(ordinal=ordinal).heading,
        passages=passages,
        ordinal=ordinal,
        by=person("officer"),
        at=at,
    )


def submitted(round_: Round, at: dt.datetime = AT) -> Round:
    approval.submit(fresh(round_).dispatch, by=person("officer"), at=at)
    return fresh(round_)


def approved(round_: Round, at: dt.datetime = AT) -> Round:
    dispatch = submitted(round_, at).dispatch
    approval.approve(dispatch, digest=dispatch.letter_digest, by=person("leader"), at=at)
    return fresh(round_)


def issued(round_: Round, at: dt.datetime = AT, *, pdf: bool = True) -> Round:
    """Issue the letter of a round in preparation; an empty page stands for its PDF."""
    dispatch = approved(round_, at).dispatch
    today = at.astimezone(HANOI).date()
    issuing.issue(dispatch, number=None, date=today, by=person("clerk"), at=at)
    if pdf:
        file = files.store(letter_pdf(), media_type="application/pdf", at=at)
        Dispatch.objects.filter(pk=dispatch.pk).update(pdf=file)
    return fresh(round_)


def issue_dispatch(dispatch: Dispatch, at: dt.datetime) -> Dispatch:
    """Submit, approve and issue a document of the office that is no round's letter."""
    approval.submit(dispatch, by=person("officer"), at=at)
    approval.approve(dispatch, digest=dispatch.letter_digest, by=person("leader"), at=at)
    day = at.astimezone(HANOI).date()
    return issuing.issue(dispatch, number=None, date=day, by=person("clerk"), at=at)


def called(round_: Round, at: dt.datetime = AT, *, refused: tuple[str, ...] = ()) -> Round:
    """Issue, write the calls, and let the mail server take all but those of the units named."""
    made = issued(round_, at)
    calls.send_due_calls(at)
    for name in refused:
        refuse(consultee(made, name), at)
    accept(at)
    return fresh(made)


def end(round_: Round, at: dt.datetime) -> Round:
    """The officer ends the round; where silence is to be consent, the leader confirms it."""
    if not any(one.deemed for one in closing.proposals(fresh(round_), at)):
        return closing.close(round_, by=person("officer"), at=at)
    closing.propose(round_, by=person("officer"), at=at)
    return closing.confirm(round_, by=person("leader"), at=at)


def carried_on(round_: Round, *, at: dt.datetime, **changes) -> Round:
    """The next round drafted from one that is over: the same units, another deadline."""
    asked = [unit.district for unit in round_.consultees.select_related("district")]
    made = {"wording": wording(), "deadline": LATER, "units": asked, "by": person("officer")}
    return fresh(next_round.carry_on(round_, **made | changes, at=at))


def accept(at: dt.datetime = AT) -> None:
    """The mail server takes everything that waits."""
    waiting = Message.objects.filter(state=MessageState.PENDING)
    waiting.update(state=MessageState.SENT, accepted_at=at)


def refuse(unit: Consultee, at: dt.datetime = AT) -> None:
    """The mail server refuses for good what waits for the unit."""
    waiting = Message.objects.filter(topic_id=unit.pk, state=MessageState.PENDING)
    waiting.update(state=MessageState.FAILED, failed_at=at, server_reply="550 No such mailbox")


def consultee(round_: Round, name: str) -> Consultee:
    return Consultee.objects.with_course().get(round=round_, district__name=name)


def staff(unit: Consultee) -> User:
    return unit.district.officers.get().user


def draft(unit: Consultee, *said: tuple[Position, str], at: dt.datetime = AT) -> int:
    """Save a draft, an opinion for each content in their order; return its version."""
    contents = unit.round.contents.order_by("ordinal")
    answers = dict(zip((content.pk for content in contents), said, strict=False))
    seen = drafts.version_of(unit)
    return drafts.save_draft(unit, answers, version=seen, by=staff(unit), at=at).version


def answer(unit: Consultee, *said: tuple[Position, str], at: dt.datetime = AT) -> Response:
    """Submit an answer; the contents not spoken of are agreed to."""
    silent = unit.round.contents.count() - len(said)
    version = draft(unit, *said, *[(AGREE, "")] * silent, at=at)
    return answering.submit(
        unit, key=uuid4(), version=version, late=True, by=staff(unit), clock=lambda: at
    )
