"""Plays the exchange of messages: our call leaves, and a unit's reply comes in after the end.

No document tells of such a reply: its letter, number and signer are marked as examples.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accounts.enums import Role
from accounts.models import User
from consultations.enums import Outcome
from consultations.models import Consultee, PendingResponse, Round
from deadlines.value import day_in_hanoi
from dispatches.blocks import Paragraph
from dispatches.domain import exporting, importing
from dispatches.domain.printing import preview
from dispatches.exchange.message import Attachment, Code, DocumentReference, Message, Organ, Signer
from dispatches.exchange.writing import write
from dispatches.letter import Letter, Signature
from dispatches.models import Dispatch, IncomingDocument
from vietnamese.text import fold

FOLDER = Path("exchange")
SYMBOL = "UBND-VD"  # «VD»: ví dụ
SUBJECT = "(ví dụ) V/v tham gia ý kiến vào {matter}"
SIGNER = Signer(
    full_name="(ví dụ) Họ và tên", competence="TM. ỦY BAN NHÂN DÂN", position="CHỦ TỊCH"
)


@dataclass(frozen=True)
class Played:
    """The call as it left, the reply as it came, and what became of it."""

    call: Dispatch
    unit: Consultee
    reply: bytes
    document: IncomingDocument


def play(round_: Round, at: datetime) -> Played:
    """Bring in and register an invented reply: of the first unit without a written one."""
    unit = _silent(round_)
    reply = write(_reply(round_, unit, day_in_hanoi(at)))
    clerk = User.objects.get(role=Role.CLERK)
    kept = importing.bring(reply, by=clerk, at=at)
    document = importing.register(kept, by=clerk, at=at)
    return Played(round_.dispatch, unit, reply, document)


def results(played: Played) -> Iterator[tuple[Path, bytes]]:
    """Return both messages and what the import made of the reply: name and content."""
    yield FOLDER / exporting.file_name(played.call), exporting.export(played.call)
    name = fold(played.unit.district.name).replace(" ", "-")
    yield FOLDER / f"vi-du-tra-loi-{name}.chua-ky.edxml", played.reply
    text = json.dumps(_outcome(played), ensure_ascii=False, indent=2)
    yield FOLDER / "import.json", f"{text}\n".encode()


def _silent(round_: Round) -> Consultee:
    units = round_.consultees.with_course()
    return units.filter(outcome=Outcome.NO_REPLY).first() or units.latest("position")


def _reply(round_: Round, unit: Consultee, day: date) -> Message:
    call, agency = round_.dispatch, round_.dispatch.kind.agency
    subject = SUBJECT.format(matter=round_.title)
    letter = Letter(
        parent_agency="",
        agency=unit.committee.upper(),
        number=1,
        symbol=SYMBOL,
        place=unit.district.name,
        date=day,
        draft_month=(day.month, day.year),
        subject=subject,
        addressees=(agency.name,),
        blocks=(Paragraph.of(f"{unit.committee} nhất trí với nội dung lấy ý kiến (ví dụ)./."),),
        recipients=("Như trên;", "Lưu: VT."),
        signature=Signature((SIGNER.competence, SIGNER.position), SIGNER.full_name),
    )
    return Message(
        sender=Organ(name=unit.committee, organ_id=unit.district.organ_id),
        receivers=(exporting.organ_of(agency),),
        code=Code("01", SYMBOL),
        place=unit.district.name,
        date=day,
        type_name="Công văn",
        subject=subject,
        signer=SIGNER,
        response_for=(
            DocumentReference(code=call.full_number, date=call.date, organ_id=agency.organ_id),
        ),
        attachments=(Attachment(f"01-{SYMBOL}.pdf", preview(letter)),),
    )


def _outcome(played: Played) -> dict[str, Any]:
    document = played.document
    pending = PendingResponse.objects.filter(document=document).first()
    return {
        "arrival_number": document.full_arrival_number,
        "author": document.author,
        "full_number": document.full_number,
        "subject": document.subject,
        "answers": played.call.full_number,
        "waits_as_answer_of": str(pending.consultee) if pending else None,
        "state": str(pending.get_state_display()) if pending else None,
    }
