"""A unit answers: it opens the call, writes a draft, submits, corrects (tham gia ý kiến)."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import notices
from consultations.domain.locks import locked_round
from consultations.domain.receipt_numbers import next_receipt_number
from consultations.enums import Position
from consultations.errors import (
    AnswerIncomplete,
    ConsultationRefused,
    DeadlinePassed,
    DraftConflict,
)
from consultations.models import Comment, Consultee, Draft, Response, ResponseFile, Round, Term
from deadlines.value import HANOI

Answers = Mapping[int, tuple[str, str]]  # content id → position (or "") and text


@transaction.atomic
def open_call(consultee: Consultee, *, by: User, at: datetime) -> None:
    """Note that the unit's staff saw the call: evidence that it reached the unit. Only once."""
    first = Consultee.objects.filter(pk=consultee.pk, opened_at__isnull=True).update(
        opened_at=at, opened_by=by
    )
    if first:
        consultee.opened_at = at
        record(by=by, action="call.opened", on=consultee, at=at)


@transaction.atomic
def save_draft(
    consultee: Consultee, answers: Answers, *, version: int, by: User, at: datetime
) -> Draft:
    """Save the draft over the version that the writer saw; `version` 0 when there was none.

    Raises DraftConflict when a colleague saved meanwhile; nothing is overwritten then.
    """
    stored = {
        str(content): {"position": position, "text": text}
        for content, (position, text) in answers.items()
    }
    values = {"answers": stored, "updated_at": at, "updated_by": by}
    if version == 0:
        draft, created = Draft.objects.get_or_create(consultee=consultee, defaults=values)
        saved = created
    else:
        saved = bool(
            Draft.objects.filter(consultee=consultee, version=version).update(
                version=F("version") + 1, **values
            )
        )
    if not saved:
        raise DraftConflict("Bản nháp đã được người khác của đơn vị lưu sau khi bạn mở trang này.")
    draft = Draft.objects.get(consultee=consultee)
    record(by=by, action="draft.saved", on=consultee, at=at, version=draft.version)
    return draft


def agree_to_all(consultee: Consultee, *, version: int, by: User, at: datetime) -> Draft:
    """Draft the answer «nhất trí» to every content."""
    contents = consultee.round.contents.values_list("pk", flat=True)
    answers = dict.fromkeys(contents, (Position.AGREE.value, ""))
    return save_draft(consultee, answers, version=version, by=by, at=at)


def submit(
    consultee: Consultee,
    *,
    key: UUID,
    version: int,
    late: bool,
    by: User,
    clock: Callable[[], datetime],
) -> Response:
    """Submit the draft as the unit's answer and return it, numbered.

    `key` comes with the form, so that a second click returns the first result. `late` says that
    the sender knows the deadline has passed. The instant of receipt is read after the round's row
    lock: an answer is either in time and counted, or late and marked, never in between.

    Raises DraftConflict, AnswerIncomplete, or DeadlinePassed (the draft stays as it is).
    """
    with transaction.atomic():
        round_ = locked_round(consultee.round_id)
        done = Response.objects.filter(key=key, consultee=consultee).first()
        if done:
            return done
        received_at = clock()
        draft = _draft_seen(consultee, version)
        comments = _complete(round_, draft)
        term = round_.term(consultee)
        if term is None or not round_.is_issued:
            raise ConsultationRefused("Đợt lấy ý kiến chưa mở.")
        if not term.deadline.accepts(received_at) and not late:
            raise DeadlinePassed(f"Thời hạn «{term.deadline_phrase}» đã hết.")
        response = _keep(consultee, key, term, received_at, comments, by)
        _move_files(draft, response)
        draft.delete()
        record(
            by=by,
            action="response.submitted",
            on=consultee,
            at=received_at,
            version=response.version,
            receipt=response.receipt,
            digest=response.digest,
            days_late=response.days_late,
        )
        notices.receipt(response, by=by, at=received_at)
        return response


def _draft_seen(consultee: Consultee, version: int) -> Draft:
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft is None or draft.version != version:
        raise DraftConflict("Bản nháp đã thay đổi sau khi bạn mở trang kiểm tra.")
    return draft


def _complete(round_: Round, draft: Draft) -> list[Comment]:
    comments, problems = [], {}
    for content in round_.contents.all():
        answer = draft.answers.get(str(content.pk), {})
        position, text = answer.get("position", ""), answer.get("text", "").strip()
        if position not in Position.values:
            problems[content.pk] = f"Nội dung {content.ordinal}: chưa chọn ý kiến."
        elif position != Position.AGREE and not text:
            problems[content.pk] = f"Nội dung {content.ordinal}: chưa ghi góp ý hoặc lý do."
        elif position == Position.AGREE and text:
            problems[content.pk] = (
                f"Nội dung {content.ordinal}: đã ghi góp ý nhưng chọn «Nhất trí»; "
                "chọn «Nhất trí kèm góp ý» hoặc xóa phần góp ý."
            )
        else:
            comments.append(Comment(content=content, position=position, text=text))
    if problems:
        raise AnswerIncomplete(problems)
    return comments


def _keep(
    consultee: Consultee,
    key: UUID,
    term: Term,
    received_at: datetime,
    comments: list[Comment],
    by: User,
) -> Response:
    latest = Response.objects.filter(consultee=consultee).aggregate(last=Max("version"))["last"]
    year = received_at.astimezone(HANOI).year
    response = Response.objects.create(
        consultee=consultee,
        version=(latest or 0) + 1,
        key=key,
        received_at=received_at,
        term=term,
        receipt_number=next_receipt_number(year),
        receipt_year=year,
        digest=_digest(consultee, received_at, comments),
        submitted_by=by,
    )
    for comment in comments:
        comment.response = response
    Comment.objects.bulk_create(comments)
    return response


def _move_files(draft: Draft, response: Response) -> None:
    ResponseFile.objects.bulk_create(
        ResponseFile(response=response, file_id=kept.file_id, name=kept.name)
        for kept in draft.draft_files.all()
    )


def _digest(consultee: Consultee, received_at: datetime, comments: list[Comment]) -> str:
    """SHA-256 over what was said, by whom and when, in hexadecimal."""
    said = {
        "consultee": consultee.pk,
        "received_at": received_at.isoformat(),
        "comments": [[c.content_id, c.position, c.text] for c in comments],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
