"""What was said of a content in the round before: for the office, and for the unit itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafts
from consultations.domain.preparation import in_preparation
from consultations.models import Comment, Consultee, Content, Disposition, Draft, TextChange
from dispatches.domain.versions import ParagraphChange, compare_paragraphs


@dataclass(frozen=True)
class Carried:
    """A content beside the one it was taken from; `changes` word by word, `comments` of then.

    Each comment comes with its answer, and whether the content was changed because of it.
    """

    content: Content
    changes: Sequence[ParagraphChange]
    comments: Sequence[tuple[Disposition, bool]]


def carried(content: Content) -> Carried | None:
    """Return what became of the earlier content; None for a content that is new."""
    if content.carried_from is None:
        return None
    followed = set(content.text_changes.values_list("comment", flat=True))
    rows = Disposition.objects.filter(comment__content=content.carried_from).with_comment()
    changes = compare_paragraphs(content.carried_from.paragraphs, content.paragraphs)
    return Carried(content, list(changes), [(row, row.comment_id in followed) for row in rows])


@transaction.atomic
def note_change(
    content: Content, comment: Comment, *, changed: bool, by: User, at: datetime
) -> None:
    """Note that the content was changed because of a comment of the round before, or was not."""
    in_preparation(content.round)
    noted = TextChange.objects.filter(content=content, comment=comment)
    unit = comment.response.consultee.name
    if changed and not noted.exists():
        TextChange.objects.create(content=content, comment=comment, noted_by=by, noted_at=at)
        record(by=by, action="content.changed_by_comment", on=content, at=at, unit=unit)
    elif not changed and noted.exists():
        noted.delete()
        record(by=by, action="content.change_withdrawn", on=content, at=at, unit=unit)


def still_held(consultee: Consultee) -> dict[int, tuple[str, str]]:
    """Return what the unit said last time of the contents that are unchanged, by content's id."""
    contents = [
        content
        for content in consultee.round.contents.select_related("carried_from").prefetch_related(
            "passages", "carried_from__passages"
        )
        if content.is_unchanged
    ]
    said = _said_before(consultee, [content.carried_from_id for content in contents])
    return {
        content.pk: said[content.carried_from_id]
        for content in contents
        if content.carried_from_id in said
    }


def keep_opinions(consultee: Consultee, *, version: int, by: User, at: datetime) -> Draft:
    """Draft the opinions of last time on all unchanged contents; the others stay as they are."""
    draft = Draft.objects.filter(consultee=consultee).first()
    said = dict(drafts.said_in(draft)) if draft else {}
    answers = said | still_held(consultee)
    return drafts.save_draft(consultee, answers, version=version, by=by, at=at)


def _said_before(
    consultee: Consultee, contents: Sequence[int | None]
) -> Mapping[int | None, tuple[str, str]]:
    """What counted then, of the same unit."""
    then = Consultee.objects.filter(
        district=consultee.district_id, round__contents__in=[pk for pk in contents if pk]
    )
    part = then.with_course().first()
    answer = part.counted_response if part else None
    if answer is None:
        return {}
    return {
        comment.content_id: (comment.position, comment.text) for comment in answer.comments.all()
    }
