"""The e-mails of a round: call, reminder, extension, receipt.

Each is a row of the outbox whose key says what, to whom, at which stage and for which deadline,
so that asking for it twice writes it once.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actors import SYSTEM, Actor
from consultations.domain import links
from consultations.enums import Position
from consultations.models import (
    Comment,
    Consolidation,
    Consultee,
    Disposition,
    EntryWithdrawal,
    Reopening,
    Response,
    Round,
    Term,
)
from consultations.querysets import ConsulteeQuerySet
from deadlines.milestones import Stage
from dispatches.domain.outgoing_file import OutgoingFile, outgoing_file
from outbox.domain.messages import AttachedFile, enqueue
from outbox.models import Message
from vietnamese.dates import short_date

TOPIC = "consultations.consultee"
CALL, REMINDER, EXTENSION, RECEIPT = "call", "reminder", "extension", "receipt"
ANSWERS = "answers"
CANCELLATION, REOPENING = "cancellation", "reopening"
WITHDRAWAL = "withdrawal"
RECEIPT_CORRECTED = "receipt-corrected"


def call(consultee: Consultee, *, at: datetime) -> Message:
    """The call itself, with the letter; one to each address that the unit has had."""
    return _send(
        CALL,
        consultee,
        f"{CALL}:{consultee.pk}:{consultee.address}",
        f"Đề nghị tham gia ý kiến: {consultee.round.title}",
        by=SYSTEM,
        at=at,
        files=[_letter(consultee)],
    )


def scheduled_reminder(consultee: Consultee, stage: Stage, *, at: datetime) -> Message:
    """The reminder of one stage before one deadline."""
    return _reminder(consultee, reminder_key(consultee, stage), by=SYSTEM, at=at)


def reminder_key(consultee: Consultee, stage: Stage) -> str:
    """Return the key that makes a stage's reminder one: moving the deadline makes another."""
    return f"{REMINDER}:{consultee.pk}:{stage.value}:{_instant(_term(consultee))}"


def reminder_by_hand(consultee: Consultee, *, order: str, by: Actor, at: datetime) -> Message:
    """A reminder that an officer asked for; `order` is the form's own key."""
    return _reminder(consultee, f"{REMINDER}:{consultee.pk}:{order}", by=by, at=at)


def reminder_words(consultee: Consultee, *, at: datetime) -> str:
    """Return the text of a reminder as it would leave now; a unit with a draft gets other words."""
    return _words(REMINDER, consultee, at)


def _reminder(consultee: Consultee, key: str, *, by: Actor, at: datetime) -> Message:
    left = _term(consultee).deadline.time_left(at)
    subject = f"Nhắc tham gia ý kiến ({left.words}): {consultee.round.title}"
    return _send(REMINDER, consultee, key, subject, by=by, at=at)


def extension(term: Term, *, by: Actor, at: datetime) -> list[Message]:
    """Tell the units whose deadline an extension moves and that still owe an answer."""
    owing = term.round.consultees.unanswered().exclude(address="")
    if term.consultee_id:
        owing = owing.filter(pk=term.consultee_id)
    return [
        _send(
            EXTENSION,
            consultee,
            f"{EXTENSION}:{consultee.pk}:{_instant(term)}",
            f"Gia hạn tham gia ý kiến ({term.deadline_phrase}): {term.round.title}",
            by=by,
            at=at,
            reason=term.reason,
        )
        for consultee in owing.with_course()
        if consultee.term == term
    ]


def receipt_corrected(term: Term, reason: str, *, by: Actor, at: datetime) -> Message | None:
    """Tell a unit that its time is counted from another day, and why; None without an address."""
    asked = term.round.consultees.filter(terms=term).exclude(address="")
    consultee = asked.with_course().first()
    if consultee is None:
        return None
    return _send(
        RECEIPT_CORRECTED,
        consultee,
        f"{RECEIPT_CORRECTED}:{term.pk}",
        f"Tính lại thời hạn tham gia ý kiến: {consultee.round.title}",
        by=by,
        at=at,
        received=short_date(term.received_on) if term.received_on else "",
        reason=reason,
    )


def cancellation(round_: Round, *, by: Actor, at: datetime) -> list[Message]:
    """Tell every unit that was asked that the round is given up, and why."""
    return [
        _send(
            CANCELLATION,
            consultee,
            f"{CANCELLATION}:{consultee.pk}",
            f"Hủy lấy ý kiến: {consultee.round.title}",
            by=by,
            at=at,
            reason=round_.cancel_reason,
        )
        for consultee in round_.consultees.exclude(address="").with_course()
    ]


def reopening(made: Reopening, *, by: Actor, at: datetime) -> list[Message]:
    """Tell every unit that was asked that it may answer again, until when and why."""
    return [
        _send(
            REOPENING,
            consultee,
            f"{REOPENING}:{made.pk}:{consultee.pk}",
            f"Mở lại lấy ý kiến ({_term(consultee).deadline_phrase}): {consultee.round.title}",
            by=by,
            at=at,
            reason=made.reason,
        )
        for consultee in made.round.consultees.exclude(address="").with_course()
    ]


def receipt(
    response: Response, comments: Sequence[Comment], *, by: Actor, at: datetime
) -> Message | None:
    """Tell the unit that its answer, with these comments, was received; None without an address.

    The department reads what it mails: in a round with sealed answers the mail repeats none.
    """
    consultee = response.consultee
    if not consultee.address:
        return None
    return _send(
        RECEIPT,
        consultee,
        f"{RECEIPT}:{response.pk}",
        f"Đã nhận ý kiến số {response.receipt}: {consultee.round.title}",
        by=by,
        at=at,
        response=response,
        comments=[] if consultee.round.sealed else comments,
        agree=Position.AGREE,
    )


def withdrawal(
    made: EntryWithdrawal, gone: Sequence[Response], *, by: Actor, at: datetime
) -> Message | None:
    """Tell the unit that what was entered from a letter is not its answer; None without an address.

    It had a receipt for each version.
    """
    consultee = made.letter.consultee
    if not consultee.address:
        return None
    return _send(
        WITHDRAWAL,
        consultee,
        f"{WITHDRAWAL}:{made.pk}",
        f"Rút ý kiến số {', '.join(one.receipt for one in gone)}: {consultee.round.title}",
        by=by,
        at=at,
        letter=made.letter.document,
        receipts=", ".join(one.receipt for one in gone),
        reason=made.reason,
    )


def units_with_answers(
    table: Consolidation, rows: QuerySet[Disposition]
) -> ConsulteeQuerySet[Consultee]:
    """Return the units that can be told of these answers to their comments."""
    answered = rows.order_by().values("comment__response__consultee")
    asked = Consultee.objects.filter(round=table.round_id)
    return asked.filter(pk__in=answered).exclude(address="")


def answers_published(
    table: Consolidation, rows: QuerySet[Disposition], *, by: Actor, at: datetime
) -> list[Message]:
    """Tell each unit whose comments these answers are about that they are there."""
    said = rows.order_by().values_list("comment__response__consultee", "comment__response")
    responses = dict(said.distinct())
    return [
        _send(
            ANSWERS,
            consultee,
            f"{ANSWERS}:{consultee.pk}:{responses[consultee.pk]}",
            f"Kết quả tiếp thu, giải trình ý kiến: {table.round.title}",
            by=by,
            at=at,
        )
        for consultee in units_with_answers(table, rows).with_course()
    ]


def _send(
    kind: str,
    consultee: Consultee,
    key: str,
    subject: str,
    *,
    by: Actor,
    at: datetime,
    files: Sequence[OutgoingFile] = (),
    **more: object,
) -> Message:
    return enqueue(
        key=key,
        kind=kind,
        topic=(TOPIC, consultee.pk),
        to_name=consultee.committee,
        to_address=consultee.address,
        subject=subject,
        text=_words(kind, consultee, at, **more),
        attachments=[
            AttachedFile(
                name=each.name,
                media_type=each.file.media_type,
                path=each.file.path,
                sha256=each.file.sha256,
            )
            for each in files
        ],
        by=by,
        at=at,
    )


def _words(kind: str, consultee: Consultee, at: datetime, **more: object) -> str:
    path = reverse("consultations:answer", args=[consultee.pk])
    dispatch, deadline = consultee.round.dispatch, _term(consultee).deadline
    facts = {
        "consultee": consultee,
        "round": consultee.round,
        "dispatch": dispatch,
        "letter_date": short_date(dispatch.date) if dispatch.date else "",
        "deadline": deadline,
        "left": deadline.time_left(at),
        "drafting": hasattr(consultee, "draft"),
        "link": f"{settings.SITE_URL}{path}",
        "personal_links": links.PLACE,
        "ask_again": f"{settings.SITE_URL}{reverse('consultations:ask_for_link')}",
    }
    # Mail of the office is Vietnamese, whatever language the one who acts has chosen.
    with override("vi"):
        return render_to_string(f"consultations/mail/{kind}.txt", facts | more)


def _letter(consultee: Consultee) -> OutgoingFile:
    letter = outgoing_file(consultee.round.dispatch)
    if letter is None:
        raise ValueError("the call leaves with the letter, and the letter has no PDF yet")
    return letter


def _term(consultee: Consultee) -> Term:
    term = consultee.term
    if term is None:
        raise ValueError("a round without a time limit sends nothing")
    return term


def _instant(term: Term) -> str:
    return term.deadline_instant.strftime("%Y%m%dT%H%M%SZ")
