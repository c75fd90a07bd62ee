"""A message of another system becomes an incoming document (nhập tệp liên thông).

First it is read and kept as it came; then a clerk, who has seen what it says, registers it. The
portal has no line to the other system: the instant of receipt is that of the registration.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from deadlines.value import day_in_hanoi
from dispatches import replies
from dispatches.domain import files, incoming, linking
from dispatches.domain.incoming import number_key
from dispatches.enums import DispatchState, LinkKind
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.exchange.attachments import letters_among, proved
from dispatches.exchange.message import Attachment, DocumentReference, Message
from dispatches.exchange.reading import read
from dispatches.models import Dispatch, ExchangeMessage, IncomingDocument
from dispatches.uploads import Upload, scanning
from vietnamese.text import clean_line

MEDIA_TYPE = "application/xml"


@dataclass(frozen=True)
class Reading:
    """What a kept message says, and which of our dispatches it answers.

    `letters` are the files that may be the document, `letter` the one that is taken for it;
    `enclosed` are the others, each proved as an upload is; `left` those that stay in the message
    only, with the reason. `unknown` says what it answers and no register of ours has.
    """

    message: Message
    letters: tuple[Upload, ...]
    letter: Upload
    enclosed: tuple[Upload, ...]
    left: tuple[tuple[str, str], ...]
    answered: tuple[Dispatch, ...]
    unknown: tuple[str, ...]

    @property
    def signer(self) -> str:
        """Authority, post and name, in one line."""
        return str(self.message.signer or "")


def bring(content: bytes, *, by: User, at: datetime) -> ExchangeMessage:
    """Read a message and keep it; the same one again is the one that is there.

    UploadRefused with what is wrong: then nothing is kept.
    """
    message = understand(content).message
    # Attachments are packed and encoded in the message: each is looked at as it would be opened.
    for name, part in (("", content), *((one.name, one.content) for one in message.attachments)):
        scanning.require_clean(name or message.subject, part)
    file = files.store(content, media_type=MEDIA_TYPE, at=at)
    with transaction.atomic():
        kept, created = ExchangeMessage.objects.get_or_create(
            file=file,
            defaults={
                "subject": message.subject,
                "author": message.sender.name,
                "brought_by": by,
                "brought_at": at,
            },
        )
        if created:
            record(by=by, action="exchangemessage.brought", on=kept, at=at, sha256=file.sha256)
    return kept


def reading_of(kept: ExchangeMessage, *, letter: int | None = None) -> Reading:
    """Read a kept message again: what it answers is looked up as of now."""
    return understand(files.read(kept.file), letter=letter)


def understand(content: bytes, *, letter: int | None = None) -> Reading:
    """Read a message and find what it answers; UploadRefused.

    Where several files may be the document `letter` says which one it is, from 0; the first is
    taken for it as long as nobody has said.
    """
    message = read(content)
    candidates = letters_among(message.attachments)
    kept, left = _sorted(message.attachments)
    letters = [upload for one, upload in kept if one in candidates]
    if not letters:
        raise UploadRefused(dict(left)[candidates[0].name])
    taken = letters[letter if letter is not None and letter < len(letters) else 0]
    found = {one: _dispatch(one) for one in message.response_for}
    return Reading(
        message=message,
        letters=tuple(letters),
        letter=taken,
        enclosed=tuple(upload for _one, upload in kept if upload is not taken),
        left=left,
        answered=tuple(dict.fromkeys(dispatch for dispatch in found.values() if dispatch)),
        unknown=tuple(_unknown(one) for one, dispatch in found.items() if dispatch is None),
    )


def _sorted(
    files: Iterable[Attachment],
) -> tuple[list[tuple[Attachment, Upload]], tuple[tuple[str, str], ...]]:
    """Tell the files that may be kept from those that may not, with the reason."""
    kept: list[tuple[Attachment, Upload]] = []
    left: list[tuple[str, str]] = []
    for one in files:
        try:
            kept.append((one, proved(one)))
        except UploadRefused as refusal:
            left.append((one.name, str(refusal)))
    return kept, tuple(left)


def entry_of(reading: Reading, at: datetime) -> incoming.Entry:
    """Return what the register of arrivals would have; it arrives on the day of the moment."""
    message = reading.message
    return incoming.Entry(
        arrived_on=day_in_hanoi(at),
        author=message.sender.name,
        full_number=str(message.code),
        date=message.date,
        kind_name=message.type_name,
        subject=message.subject,
    )


@transaction.atomic
def register(
    kept: ExchangeMessage,
    *,
    letter: int | None = None,
    although_known: bool = False,
    by: User,
    at: datetime,
) -> IncomingDocument:
    """Register the message's document, link it to what it answers, and tell who asked.

    Where several files may be the document `letter` has to say which one is, from 0. A second click
    returns the first one's document. DuplicateDocument and DispatchRefused as `incoming.receive`.
    """
    kept = ExchangeMessage.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.document:
        return kept.document
    reading = reading_of(kept, letter=letter)
    if len(reading.letters) > 1 and letter is None:
        raise DispatchRefused(_("Thông điệp kèm nhiều tệp PDF. Đề nghị chọn tệp nào là văn bản."))
    document = incoming.receive(
        entry_of(reading, at),
        scan=reading.letter,
        enclosed=reading.enclosed,
        although_known=although_known,
        by=by,
        at=at,
    )
    if not ExchangeMessage.objects.filter(pk=kept.pk, document=None).update(document=document):
        raise DispatchRefused(_("Tệp liên thông này đã được đăng ký."))
    record(
        by=by,
        action="exchangemessage.registered",
        on=kept,
        at=at,
        arrival=document.full_arrival_number,
    )
    _answer(reading, document, by=by, at=at)
    return document


def _answer(reading: Reading, document: IncomingDocument, *, by: User, at: datetime) -> None:
    """Link the document to what it answers, and tell who asked."""
    for dispatch in reading.answered:
        linking.link(document, LinkKind.REPLY, dispatch, by=by, at=at)
        reply = replies.Reply(
            document=document,
            dispatch=dispatch,
            sender=reading.message.sender,
            signer=reading.signer,
        )
        replies.received(reply, by=by, at=at)


def _dispatch(reference: DocumentReference) -> Dispatch | None:
    """Find our issued dispatch that a message names: same number, symbol, day and organ.

    A draft has no number, so no message can answer one. A code of organ has to be that of the
    agency that issued the dispatch: who answers another's document does not answer ours.
    """
    number, _slash, symbol = clean_line(reference.code).partition("/")
    if not number.isdecimal() or len(number) > 9:
        return None
    same = Dispatch.objects.filter(
        state=DispatchState.ISSUED, number=int(number), translates=None
    ).order_by("-date")
    if reference.date:
        same = same.filter(date=reference.date)
    if reference.organ_id:
        same = same.filter(kind__agency__organ_id=reference.organ_id)
    wanted = number_key(symbol)
    return next((one for one in same if number_key(one.symbol) == wanted), None)


def _unknown(reference: DocumentReference) -> str:
    """Say what is not found: «214/SNgV-NV (mã định danh 000.00.13.H02)»."""
    if not reference.organ_id:
        return reference.code
    return _("%(code)s (mã định danh %(organ)s)") % {
        "code": reference.code,
        "organ": reference.organ_id,
    }
