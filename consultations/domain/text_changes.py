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
from consultations.enums import Decision
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Content, Disposition, Passage, TextChange
from vietnamese.text import clean_line


@transaction.atomic
def note_change(
    content: Content, comment: Comment, *, passage: UUID | None, note: str, by: User, at: datetime
) -> TextChange:
    """Say that a comment of the earlier round changed this content, in which passage and how.

    Refuses a comment on another content than the origin of this one or one that was not accepted, a
    place that there is not or that reads as before, what was noted before, and a round whose letter
    has left.
    """
    in_preparation(content.round)
    _require_changed(content, _origin(content, comment), passage)
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


@transaction.atomic
def withdraw_change(change: TextChange, *, by: User, at: datetime) -> None:
    """Take back what was noted by mistake (bỏ ghi chỗ sửa); refused once the letter has left."""
    content = change.content
    in_preparation(content.round)
    found = TextChange.objects.select_for_update().filter(pk=change.pk).first()
    if found is None:
        return
    found.delete()
    record(
        by=by,
        action="content.change_withdrawn",
        on=content.round,
        at=at,
        ordinal=content.ordinal,
        note=found.note,
    )


def is_taken_in(comment: Comment) -> bool:
    """Whether the department's answer is that the draft is changed after the comment."""
    answer: Disposition | None = getattr(comment, "disposition", None)
    return answer is not None and answer.decision != "" and Decision(answer.decision).is_taken_in


def same_text(content: Content, origin: Content) -> bool:
    """Whether two contents have the same heading and paragraphs; the number does not matter."""
    return content.heading == origin.heading and texts(content) == texts(origin)


def texts(content: Content) -> list[str]:
    """Return the paragraphs of a content."""
    return [passage.text for passage in content.passages.all()]


def _origin(content: Content, comment: Comment) -> Content:
    """Return the content that the comment is about and this one goes on from; it was accepted."""
    origin = content.carried_from
    if origin is None or comment.content_id != origin.pk:
        raise ConsultationRefused(_("Góp ý này không phải về nội dung này ở lần trước."))
    if not is_taken_in(comment):
        raise ConsultationRefused(
            _("Góp ý này chưa được trả lời là tiếp thu hoặc tiếp thu một phần.")
        )
    return origin


def _require_changed(content: Content, origin: Content, key: UUID | None) -> None:
    """Refuse a paragraph, or a whole content, that there is not or that reads as it did before."""
    if key is None:
        if same_text(content, origin):
            raise ConsultationRefused(_("Nội dung này không đổi so với lần trước."))
        return
    passage = content.passages.filter(key=key).first()
    if passage is None:
        raise ConsultationRefused(_("Đoạn này không còn trong nội dung. Đề nghị chọn lại."))
    if origin.passages.filter(key=key, text=passage.text).exists():
        raise ConsultationRefused(_("Đoạn này không đổi so với lần trước."))


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
