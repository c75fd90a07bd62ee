"""Keeping which comment changed which passage of the next round (sửa dự thảo theo góp ý)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.preparation import in_preparation
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Content, Passage, TextChange
from vietnamese.text import clean_line


@transaction.atomic
def note_change(
    content: Content, comment: Comment, *, passage: UUID | None, note: str, by: User, at: datetime
) -> TextChange:
    """Say that a comment of the earlier round changed this content, in which passage and how.

    Refuses a comment on another content than the origin of this one, a passage that there is not,
    what was noted before, and a round whose letter has left.
    """
    in_preparation(content.round)
    if content.carried_from_id is None or comment.content_id != content.carried_from_id:
        raise ConsultationRefused(_("Góp ý này không phải về nội dung này ở lần trước."))
    if passage is not None and not content.passages.filter(key=passage).exists():
        raise ConsultationRefused(_("Đoạn này không còn trong nội dung. Đề nghị chọn lại."))
    note = clean_line(note)
    if not note:
        raise ConsultationRefused(_("Đề nghị ghi đã sửa thế nào."))
    try:
        with transaction.atomic():
            made = TextChange.objects.create(
                comment=comment,
                content=content,
                passage_key=passage,
                note=note,
                made_by=by,
                made_at=at,
            )
    except IntegrityError as error:
        raise ConsultationRefused(_("Chỗ sửa này đã được ghi.")) from error
    record(
        by=by,
        action="content.changed_after_comment",
        on=content.round,
        at=at,
        ordinal=content.ordinal,
        note=note,
    )
    return made


@dataclass(frozen=True)
class Place:
    """Where what a comment changed stands: in which content of which round, in which paragraph.

    Without a `passage` the whole content was changed, or the paragraph `is_gone`.
    """

    change: TextChange
    content: Content
    passage: Passage | None

    @property
    def is_gone(self) -> bool:
        """Whether the paragraph was taken out since."""
        return self.change.passage_key is not None and self.passage is None

    @property
    def words(self) -> str:
        """Say where and how it was changed."""
        note = self.change.note
        if self.passage:
            words = _("Đã sửa ở đoạn %(n)d: %(note)s")
            return words % {"n": self.passage.ordinal, "note": note}
        if self.is_gone:
            return _("Đã sửa một đoạn nay không còn trong dự thảo: %(note)s") % {"note": note}
        return _("Đã sửa cả nội dung: %(note)s") % {"note": note}


def place_in(change: TextChange, content: Content) -> Place:
    """Find the paragraph in a content, whatever number it has there."""
    found = (each for each in content.passages.all() if each.key == change.passage_key)
    return Place(change, content, next(found, None))


def newest_places(comment: Comment) -> list[Place]:
    """Return what the comment changed, in the last round that carries the content on."""
    changes = list(comment.text_changes.select_related("content"))
    newest = _newest({change.content for change in changes})
    return [place_in(change, newest[change.content_id]) for change in changes]


def _newest(contents: Iterable[Content]) -> dict[int, Content]:
    """Follow each content through the rounds that carry it on."""
    found = {content.pk: content for content in contents}
    while True:
        known = {content.pk: start for start, content in found.items()}
        later = Content.objects.filter(carried_from__in=known)
        steps = {known[each.carried_from_id or 0]: each for each in later}
        if not steps:
            break
        found |= steps
    related = Content.objects.select_related("round__consultation").prefetch_related("passages")
    whole = related.in_bulk([content.pk for content in found.values()])
    return {start: whole[content.pk] for start, content in found.items()}
