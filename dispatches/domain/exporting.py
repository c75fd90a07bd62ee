"""An issued dispatch as a message for other systems (xuất tệp liên thông)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dispatches import directories, replies
from dispatches.domain import files
from dispatches.domain.enclosing import enclosed_files
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.enums import DispatchState, LinkKind
from dispatches.errors import DispatchRefused
from dispatches.exchange.message import (
    ENCLOSED,
    LETTER,
    Attachment,
    BusinessType,
    Code,
    DocumentReference,
    Message,
    Organ,
    Signer,
)
from dispatches.exchange.reading import read
from dispatches.exchange.writing import write
from dispatches.letter import Letter, Urgency
from dispatches.models import Agency, Dispatch, ExchangeMessage, IncomingDocument
from dispatches.pictures import page_count
from vietnamese.text import same_name_key

# Priority of the format: 0 ordinary; then the degrees of urgency in their order.
PRIORITIES = {
    Urgency.NONE: 0,
    Urgency.URGENT: 1,
    Urgency.VERY_URGENT: 2,
    Urgency.EXPRESS: 3,
}


def why_not(dispatch: Dispatch) -> str:
    """Return why the dispatch cannot leave as a message, or nothing."""
    if dispatch.state != DispatchState.ISSUED or not dispatch.is_numbered:
        return _("Chỉ xuất tệp liên thông của văn bản đã ban hành, có số.")
    if dispatch.is_cancelled:
        return _("Văn bản đã hủy nên không xuất tệp liên thông.")
    if not dispatch.letter or outgoing_file(dispatch) is None:
        return _("Văn bản chưa có bản PDF nên chưa xuất được tệp liên thông.")
    if len(list(enclosed_files(dispatch))) < dispatch.enclosures.count():
        return _("Tài liệu gửi kèm chưa có bản PDF nên chưa xuất được tệp liên thông.")
    return ""


def export(dispatch: Dispatch) -> bytes:
    """Return the message; DispatchRefused if the dispatch is not one that can leave so."""
    return write(message_of(dispatch))


def file_name(dispatch: Dispatch) -> str:
    """«214-SNgV-NV.chua-ky.edxml»: the name says that nobody signed the message."""
    return f"{dispatch.file_name.removesuffix('.pdf')}.chua-ky.edxml"


def message_of(dispatch: Dispatch) -> Message:
    """Say the dispatch in the words of the format; DispatchRefused as `why_not` says."""
    refusal, outgoing = why_not(dispatch), outgoing_file(dispatch)
    if refusal or outgoing is None or dispatch.date is None:
        raise DispatchRefused(refusal)
    letter, agency = Letter.from_json(dispatch.letter or {}), dispatch.kind.agency
    expected, replaced = replies.expected(dispatch), _replaced(dispatch)
    printed = files.read(outgoing.file)
    deadline = expected.deadline
    return Message(
        sender=organ_of(agency),
        receivers=expected.organs or tuple(Organ(name=name) for name in letter.addressees),
        code=Code(f"{dispatch.number or 0:02d}", dispatch.symbol),
        place=letter.place,
        date=dispatch.date,
        type_name=dispatch.kind.name,
        subject=dispatch.subject,
        # The format has days only: the words of the letter say what a day cannot.
        content=f"Thời hạn trả lời: {deadline.phrase}." if deadline else "",
        signer=_signer(letter),
        due_date=deadline.last_day if deadline and not deadline.awaits_receipt else None,
        priority=PRIORITIES[letter.urgency],
        pages=page_count(printed),
        appendices=tuple(appendix.title for appendix in letter.appendices),
        response_for=_answered(dispatch),
        to_places=tuple(line.rstrip(" ;.") for line in letter.recipients),
        business=BusinessType.REPLACED if replaced else BusinessType.NEW,
        replaces=replaced,
        attachments=(Attachment(outgoing.name, printed, LETTER), *_enclosed(dispatch)),
    )


def organ_of(agency: Agency) -> Organ:
    """Name the agency; without a code in the national list, only by its name."""
    return Organ(
        name=agency.name,
        organ_id=agency.organ_id,
        in_charge=agency.parent_name,
        address="; ".join(agency.contact_lines),
    )


def _enclosed(dispatch: Dispatch) -> Iterator[Attachment]:
    """What leaves with the dispatch, as it leaves by mail."""
    for one in enclosed_files(dispatch):
        yield Attachment(one.name, files.read(one.file), ENCLOSED)


def _signer(letter: Letter) -> Signer | None:
    """The last line of the authority is the post; what stands before it, the authority itself."""
    if letter.signature is None:
        return None
    *competence, position = letter.signature.lines or ("",)
    return Signer(
        full_name=letter.signature.name, competence=" ".join(competence), position=position
    )


def _replaced(dispatch: Dispatch) -> tuple[DocumentReference, ...]:
    links = dispatch.links.filter(
        kind=LinkKind.REPLACES, removed_at=None, to_dispatch__isnull=False
    ).select_related("to_dispatch__kind__agency")
    targets = [made.to_dispatch for made in links.order_by("pk") if made.to_dispatch]
    return tuple(
        DocumentReference(code=one.full_number, date=one.date, organ_id=one.kind.agency.organ_id)
        for one in targets
    )


def _answered(dispatch: Dispatch) -> tuple[DocumentReference, ...]:
    links = dispatch.links.filter(
        kind=LinkKind.REPLY, removed_at=None, to_incoming__isnull=False
    ).select_related("to_incoming")
    targets = [made.to_incoming for made in links.order_by("pk") if made.to_incoming]
    return tuple(
        DocumentReference(code=one.full_number, date=one.date, organ_id=_organ_id(one))
        for one in targets
    )


def _organ_id(document: IncomingDocument) -> str:
    """Return the code of the organ that wrote an incoming document; nothing if nobody knows it.

    A message said it itself; of a document on paper it is that of the unit or agency of the name.
    """
    message = ExchangeMessage.objects.filter(document=document).select_related("file").first()
    if message:
        return read(files.read(message.file)).sender.organ_id
    author = same_name_key(document.author)
    if unit := directories.units_by_name(document.date).get(author):
        return unit.organ_id
    own = (one for one in Agency.objects.all() if same_name_key(one.name) == author)
    return next((one.organ_id for one in own), "")
