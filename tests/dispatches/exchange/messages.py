"""Messages for tests: a reply of a unit to our call, and what somebody may have done to it."""

import datetime as dt
from dataclasses import replace
from functools import cache

from dispatches.exchange.message import (
    Attachment,
    Code,
    DocumentReference,
    Message,
    Organ,
    Signer,
)
from dispatches.exchange.writing import write
from tests.dispatches.uploads.corpus import pdf

UNIT = Organ(name="UBND huyện Lục Ngạn", organ_id="000.00.07.H02")
REPLY = Message(
    sender=UNIT,
    receivers=(Organ(name="Sở Ngoại vụ"),),
    code=Code("812", "UBND-VX"),
    place="Lục Ngạn",
    date=dt.date(2021, 8, 2),
    type_name="Công văn",
    subject="V/v tham gia ý kiến vào dự thảo Đề án",
    signer=Signer(full_name="Nguyễn Văn A", competence="KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH"),
    attachments=(Attachment("812-UBND-VX.pdf", b""),),
)


@cache
def letter_pdf() -> bytes:
    """The one letter: a PDF made anew has another id each time."""
    return pdf()


def reply(to: str = "", **changes) -> Message:
    """A reply with a letter that is a true PDF; `to` is the number and symbol answered."""
    letter = Attachment("812-UBND-VX.pdf", letter_pdf())
    answered = (DocumentReference(code=to),) if to else ()
    return replace(REPLY, **{"attachments": (letter,), "response_for": answered} | changes)


def reply_file(to: str = "", **changes) -> bytes:
    return write(reply(to, **changes))
