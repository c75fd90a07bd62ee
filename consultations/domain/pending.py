"""Letters of units that wait to be entered as answers (văn bản trả lời chờ nhập)."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import (
    drafts,
    keeping,
    letter_doubts,
    recording_later,
    terms_from_receipt,
)
from consultations.domain.locks import locked_consultee, locked_round
from consultations.enums import PendingState, Source
from consultations.errors import ConsultationRefused, LetterInDoubt
from consultations.models import PERSON_LIMIT, Consultee, PendingResponse, Response, Round, Term
from deadlines.value import day_in_hanoi
from dispatches.models import IncomingDocument, StoredFile
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text


def waiting() -> QuerySet[PendingResponse]:
    """Return the letters that nobody has entered, the oldest first."""
    waiting_ones = PendingResponse.objects.filter(
        state=PendingState.WAITING, consultee__round__cancelled_at__isnull=True
    )
    return waiting_ones.select_related(
        "consultee__round__consultation", "consultee__round__dispatch", "document"
    )


def letters_of(consultee: Consultee) -> QuerySet[PendingResponse]:
    """Return all letters of a unit in a round, whatever became of them."""
    letters = consultee.pending_responses.select_related(
        "document", "response", "decided_by", "withdrawal__made_by"
    )
    return letters.prefetch_related("corrections__response", "corrections__made_by")


def documents_for(consultee: Consultee) -> QuerySet[IncomingDocument]:
    """Return the registered documents that may be the unit's answer: none older than the call."""
    documents = IncomingDocument.objects.filter(voided_at=None)
    if issued := consultee.round.dispatch.date:
        documents = documents.filter(date__gte=issued)
    taken = consultee.pending_responses.values("document")
    return documents.exclude(pk__in=taken).order_by("-arrival_year", "-arrival_number")


def bring(
    consultee: Consultee,
    document: IncomingDocument,
    *,
    received_at: datetime,
    signer: str,
    although: bool = False,
    by: User,
    at: datetime,
) -> PendingResponse:
    """Say that a registered document is the unit's answer, received at a moment by another way.

    (Văn bản trả lời nhận ngoài cổng.) Its opinions are entered next. ConsultationRefused for a
    moment to come, or after the day of the arrival register, and for a document brought before.
    LetterInDoubt for one of another author, or that another unit has answered with, unless the
    officer has said `although`.
    """
    _require_moment(consultee, received_at, document, at)
    with transaction.atomic():
        round_ = locked_round(consultee.round_id)
        _term(round_, consultee)
        if not documents_for(consultee).filter(pk=document.pk).exists():
            raise ConsultationRefused(_("Văn bản này không ghi được là trả lời của đơn vị."))
        found = letter_doubts.doubts(consultee, document)
        if found and not although:
            raise LetterInDoubt(" ".join(found))
        letter = PendingResponse(
            consultee=consultee,
            document=document,
            signer=signer,
            received_at=received_at,
            source=Source.LETTER,
        )
        note_arrival(letter, by=by, at=at, **({"doubts": found} if found else {}))
    return letter


def note_arrival(letter: PendingResponse, *, by: Actor, at: datetime, **more: object) -> None:
    """Keep the letter as one that waits to be entered; call it with the round locked."""
    letter.signer = clean_line(letter.signer)[:PERSON_LIMIT]
    letter.save(force_insert=True)
    record(
        by=by,
        action="response.arrived",
        on=letter.consultee,
        at=at,
        arrival=letter.document.full_arrival_number,
        **more,
    )


def _require_moment(
    consultee: Consultee, received_at: datetime, document: IncomingDocument, at: datetime
) -> None:
    issued_at = consultee.round.dispatch.issued_at
    if issued_at and received_at < issued_at:
        raise ConsultationRefused(_("Thời điểm nhận ở trước khi công văn lấy ý kiến phát hành."))
    if day_in_hanoi(received_at) < document.date:
        raise ConsultationRefused(_("Thời điểm nhận ở trước ngày của văn bản."))
    if received_at > at:
        raise ConsultationRefused(_("Thời điểm nhận ở sau hiện tại."))
    if day_in_hanoi(received_at) > document.arrived_on:
        raise ConsultationRefused(
            _("Văn bản đăng ký đến ngày %s; thời điểm nhận không thể sau ngày đó.")
            % short_date(document.arrived_on)
        )


def settle(
    pending: PendingResponse, answers: drafts.Answers, *, reason: str = "", by: User, at: datetime
) -> Response:
    """Keep what an officer read off the letter as the unit's answer; a second click returns it.

    On time or late is judged by the moment when the letter came, not by that of entering it.
    One that came before the round was closed and is entered after it decides the unit's outcome:
    that wants a reason. AnswerIncomplete; ConsultationRefused for a letter that was rejected or
    whose entry is void.
    """
    with transaction.atomic():
        pending, round_ = locked(pending)
        if pending.response:
            return pending.response
        _require_waiting(pending)
        _require_registered(pending.document)
        later = recording_later.is_later(round_, pending)
        reason = recording_later.require_reason(reason) if later else ""
        came_on = day_in_hanoi(pending.received_at)
        terms_from_receipt.begin(pending.consultee, known_on=came_on, by=by, at=at)
        response = keeping.keep(
            answer_of(pending, round_, answers),
            key=uuid4(),
            closed=round_.closed_at is not None and not later,
            term=_term(round_, pending.consultee),
            by=by,
            at=at,
        )
        _decide(pending, PendingState.SETTLED, response=response, by=by, at=at)
        if later:
            recording_later.note(response, round_, reason=reason, by=by, at=at)
    return response


def reject(pending: PendingResponse, *, reason: str, by: User, at: datetime) -> None:
    """Say that the letter is no answer of the unit, and why; it stays an incoming document."""
    reason = clean_line(reason)
    if not reason:
        raise ConsultationRefused(_("Đề nghị ghi lý do."))
    with transaction.atomic():
        pending, _round = locked(pending)
        _decide(pending, PendingState.REJECTED, reason=reason, by=by, at=at)
        record(
            by=by,
            action="response.rejected",
            on=pending.consultee,
            at=at,
            arrival=pending.document.full_arrival_number,
            reason=reason,
        )


def locked(pending: PendingResponse) -> tuple[PendingResponse, Round]:
    """The round first, then the unit's part, as every writer of answers."""
    round_ = locked_round(pending.consultee.round_id)
    locked_consultee(pending.consultee_id)
    fresh = PendingResponse.objects.select_related("consultee", "document__scan", "response")
    return fresh.get(pk=pending.pk), round_


def _require_waiting(pending: PendingResponse) -> None:
    if pending.state != PendingState.WAITING:
        raise ConsultationRefused(_("Văn bản trả lời này đã được xử lý."))


def _require_registered(document: IncomingDocument) -> None:
    if document.voided_at:
        raise ConsultationRefused(
            _("Số đến %s đã hủy. Đề nghị chọn «Không nhận là ý kiến» và ghi lý do.")
            % document.full_arrival_number
        )


def _term(round_: Round, consultee: Consultee) -> Term:
    term = round_.term(consultee)
    if term is None:
        raise ConsultationRefused(_("Đợt lấy ý kiến này không nhận trả lời trên cổng."))
    if round_.cancelled_at:
        raise ConsultationRefused(_("Đợt lấy ý kiến đã hủy, không nhận ý kiến nữa."))
    return term


def answer_of(pending: PendingResponse, round_: Round, answers: drafts.Answers) -> keeping.Answer:
    """Return what an officer read off the letter, not kept yet; AnswerIncomplete."""
    cleaned = {pk: (position, clean_text(text).strip()) for pk, (position, text) in answers.items()}
    return keeping.Answer(
        consultee=pending.consultee,
        received_at=pending.received_at,
        comments=keeping.comments(list(round_.contents.all()), cleaned),
        files=_files(pending.document),
        source=Source(pending.source),
        sender_name=pending.signer or pending.consultee.committee,
        draft_version=drafts.version_of(pending.consultee),
    )


def _files(document: IncomingDocument) -> list[tuple[str, StoredFile]]:
    scan = [(document.scan_name, document.scan)] if document.scan else []
    enclosed = document.enclosures.select_related("file")
    return [*scan, *((one.name, one.file) for one in enclosed)]


def _decide(
    pending: PendingResponse, state: PendingState, *, by: User, at: datetime, **what: object
) -> None:
    waiting_one = PendingResponse.objects.filter(pk=pending.pk, state=PendingState.WAITING)
    if not waiting_one.update(state=state, decided_by=by, decided_at=at, **what):
        raise ConsultationRefused(_("Văn bản trả lời này đã được xử lý."))
