"""Rounds of any size, written straight into the tables: for tests and for the bench."""

import datetime as dt
from itertools import product
from uuid import UUID

from consultations.enums import Position
from consultations.models import Comment, Consultee, Content, Draft, Response, Round
from deadlines.value import Deadline
from districts.enums import UnitKind
from districts.models import District
from outbox.enums import MessageState
from outbox.models import Message
from tests.consultations import rounds
from tests.factories import AT
from vietnamese.collation import sort_key
from vietnamese.text import fold

# Of ten units: what has become of the call, and what the unit says to its first content.
SILENT = {0: "concerned", 1: "unopened", 2: "opened", 3: "drafting", 4: "refused", 5: "no address"}
SAID = {6: Position.AGREE_WITH_COMMENTS, 7: Position.DISAGREE, 8: Position.AGREE, 9: Position.AGREE}
PART = 500


def big_round(
    units: int,
    contents: int,
    *,
    prefix: str = "x",
    silent: bool = False,
    deadline: Deadline = rounds.DEADLINE,
) -> Round:
    """An issued round: six of ten units silent in every way, four have answered.

    With `silent` nobody has written anything.
    """
    first = rounds.issued(rounds.drafted(f"Đầu {prefix}", prefix=prefix, deadline=deadline))
    first.consultees.all().delete()
    districts = _add(District, (_district(n, prefix) for n in range(units)))
    asked = _add(Consultee, (_asked(first, n, unit) for n, unit in enumerate(districts)))
    first.contents.all().delete()
    parts = _add(
        Content,
        (Content(round=first, ordinal=n, heading=f"Nội dung {n} như sau:") for n in _to(contents)),
    )
    concerned = [unit for n, unit in enumerate(districts) if n % 10 == 0]
    _add(
        Content.concerned.through,
        (Content.concerned.through(content=parts[0], district=unit) for unit in concerned),
    )
    _add(Message, (_call(n, unit) for n, unit in enumerate(asked) if unit.address))
    if not silent:
        _draft(asked, parts)
        _answer(first, asked, parts)
    return rounds.fresh(first)


def _to(number: int) -> range:
    return range(1, number + 1)


def _add(model, rows) -> list:
    return model._default_manager.bulk_create(rows, batch_size=PART)


def _district(n: int, prefix: str) -> District:
    name = f"Đơn vị {prefix} {n:04}"
    kind = UnitKind.WARD if n % 3 == 0 else UnitKind.COMMUNE
    return District(
        code=f"{prefix}-{n}",
        name=name,
        sort_key=sort_key(name),
        kind=kind,
        rank=n,
        email="a@unit.example",
    )


def _asked(round_: Round, n: int, unit: District) -> Consultee:
    state = SILENT.get(n % 10, "")
    opened = {"opened_at": AT, "opened_by": rounds.person("officer")} if state == "opened" else {}
    address = "" if state == "no address" else f"{unit.code}@unit.example"
    return Consultee.of(unit, n, round=round_, address=address, **opened)


def _call(n: int, unit: Consultee) -> Message:
    refused = SILENT.get(n % 10) == "refused"
    return Message(
        key=f"call:{unit.pk}:{unit.address}",
        kind="call",
        topic_type="consultations.consultee",
        topic_id=unit.pk,
        to_name=unit.name,
        to_address=unit.address,
        subject="Đề nghị tham gia ý kiến",
        text="Kính gửi. " * 100,
        folded=fold(unit.name),
        message_id=f"<{unit.pk}@x.example>",
        created_at=AT,
        state=MessageState.FAILED if refused else MessageState.SENT,
        **({"failed_at": AT} if refused else {"accepted_at": AT}),
    )


def _draft(asked: list[Consultee], parts: list[Content]) -> None:
    said = {str(parts[0].pk): {"position": Position.AGREE.value, "text": ""}}
    drafting = [unit for n, unit in enumerate(asked) if SILENT.get(n % 10) == "drafting"]
    person = rounds.person("officer")
    _add(
        Draft,
        (Draft(consultee=u, answers=said, updated_at=AT, updated_by=person) for u in drafting),
    )


def _answer(round_: Round, asked: list[Consultee], parts: list[Content]) -> None:
    term, person = round_.original_term, rounds.person("officer")
    positions = {unit.pk: SAID[n % 10] for n, unit in enumerate(asked) if n % 10 in SAID}
    answers = _add(
        Response,
        (
            Response(
                consultee_id=pk,
                version=1,
                key=UUID(int=pk),
                received_at=AT + dt.timedelta(minutes=n),
                term=term,
                receipt_number=pk,
                receipt_year=2021,
                digest="0" * 64,
                draft_version=1,
                submitted_by=person,
                sender_name="Người gửi",
            )
            for n, pk in enumerate(positions)
        ),
    )
    _add(Comment, (_comment(positions, *pair, parts[0]) for pair in product(answers, parts)))


def _comment(positions: dict, response: Response, content: Content, first: Content) -> Comment:
    position = positions[response.consultee_id] if content == first else Position.AGREE
    text = "" if position == Position.AGREE else "Đề nghị bổ sung."
    return Comment(response=response, content=content, position=position, text=text)
