"""Keeping an answer as received: numbered, hashed, announced, whichever way it came."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafts, notices, retelling, unit_letters, webhooks
from consultations.domain.receipt_numbers import next_receipt_number
from consultations.enums import Event, Source
from consultations.errors import AnswerIncomplete
from consultations.models import (
    Comment,
    Consultee,
    Content,
    DraftLetter,
    Response,
    ResponseFile,
    Term,
)
from deadlines.value import day_in_hanoi
from dispatches.models import StoredFile

ACTIONS = {
    Source.ONLINE: "response.submitted",
    Source.EXCHANGE: "response.entered",
    Source.LETTER: "response.entered",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a unit says: its opinions, its files, by which way, who speaks for it.

    `draft_version` is that of the draft which it ends, see drafts.version_of.
    """

    consultee: Consultee
    received_at: datetime
    comments: Sequence[Comment]
    files: Sequence[tuple[str, StoredFile]]
    source: Source
    sender_name: str
    draft_version: int
    letter: DraftLetter | None = None


def comments(contents: list[Content], answers: drafts.Answers) -> list[Comment]:
    """Return the opinions on all contents, not saved; AnswerIncomplete with what is missing."""
    problems = drafts.missing(contents, answers)
    if problems:
        raise AnswerIncomplete(problems)
    return [
        Comment(content=content, position=answers[content.pk][0], text=answers[content.pk][1])
        for content in contents
    ]


def keep(
    answer: Answer, *, key: UUID, closed: bool, term: Term, by: User, at: datetime
) -> Response:
    """Keep it as the unit's next version and tell the unit; call it with the round locked.

    `closed` says that the round is; `at` is now, when the receipt gets its number: a letter may
    have been received before.
    """
    consultee = answer.consultee
    earlier = Response.versions.filter(consultee=consultee).aggregate(last=Max("version"))
    today = day_in_hanoi(at)
    response = Response.objects.create(
        consultee=consultee,
        version=(earlier["last"] or 0) + 1,
        key=key,
        received_at=answer.received_at,
        term=term,
        receipt_number=next_receipt_number(today),
        receipt_year=today.year,
        digest=_digest(answer),
        draft_version=answer.draft_version,
        after_closing=closed,
        source=answer.source,
        submitted_by=by,
        sender_name=answer.sender_name,
    )
    for comment in answer.comments:
        comment.response = response
    Comment.objects.bulk_create(answer.comments)
    ResponseFile.objects.bulk_create(
        ResponseFile(response=response, file=file, name=name) for name, file in answer.files
    )
    if answer.letter:
        unit_letters.keep(answer.letter, response)
    _announce(response, answer.comments, by=by, at=at)
    if closed:
        retelling.follow(consultee.round, at)
    return response


def _announce(response: Response, comments: Sequence[Comment], *, by: User, at: datetime) -> None:
    record(
        by=by,
        action=ACTIONS[Source(response.source)],
        on=response.consultee,
        at=at,
        version=response.version,
        receipt=response.receipt,
        digest=response.digest,
        days_late=response.days_late,
    )
    notices.receipt(response, comments, by=by, at=at)
    webhooks.announce(
        Event.RESPONSE_RECEIVED,
        response.consultee.round,
        key=f"{Event.RESPONSE_RECEIVED}:{response.pk}",
        at=at,
        part=response.consultee,
    )


def _digest(answer: Answer) -> str:
    """SHA-256 over what was said and attached, by whom and when, in hexadecimal."""
    said: dict[str, Any] = {
        "consultee": answer.consultee.pk,
        "received_at": answer.received_at.isoformat(),
        "comments": [[c.content_id, c.position, c.text] for c in answer.comments],
        "files": [[name, file.sha256] for name, file in answer.files],
    }
    if letter := answer.letter:
        said["letter"] = [
            letter.symbol,
            letter.date.isoformat(),
            letter.signer,
            letter.name,
            letter.file.sha256,
        ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
