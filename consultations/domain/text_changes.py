"""Keeping which comment changed which passage of the next round (sửa dự thảo theo góp ý)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.preparation import in_preparation
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Content, TextChange
from vietnamese.text import clean_line


@transaction.atomic
def note_change(
    content: Content, comment: Comment, *, passage: int | None, note: str, by: User, at: datetime
) -> TextChange:
    """Say that a comment of the earlier round changed this content, in which passage and how.

    Refuses a comment on another content than the origin of this one, a passage that there is not,
    what was noted before, and a round whose letter has left.
    """
    in_preparation(content.round)
    if content.carried_from_id is None or comment.content_id != content.carried_from_id:
        raise ConsultationRefused(_("Góp ý này không phải về nội dung này ở lần trước."))
    if passage is not None and not content.passages.filter(ordinal=passage).exists():
        raise ConsultationRefused(_("Nội dung không có đoạn %(n)d.") % {"n": passage})
    note = clean_line(note)
    if not note:
        raise ConsultationRefused(_("Đề nghị ghi đã sửa thế nào."))
    try:
        with transaction.atomic():
            made = TextChange.objects.create(
                comment=comment, content=content, passage=passage, note=note, made_by=by, made_at=at
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
