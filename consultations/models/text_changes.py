"""What an opinion of an earlier round has changed in the text of a later one."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consultations.models.responses import Comment
from consultations.models.rounds import Content

WHOLE = UUID(int=0)  # in place of a paragraph's key


class TextChange(models.Model):
    """That a content of the next round was changed after a comment (đã sửa theo góp ý).

    `passage_key` is the paragraph's own key: it is found under whatever number it has since.
    Without one the whole content was changed. No foreign key: a paragraph that is taken out later
    leaves what was noted of it.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="text_changes")
    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="text_changes")
    passage_key = models.UUIDField(_("đoạn"), null=True)
    note = models.CharField(_("đã sửa thế nào"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("chỗ đã sửa theo góp ý")
        ordering = ["content", "id"]
        constraints = [
            # Nulls differ from each other in a unique constraint: the whole content has WHOLE.
            models.UniqueConstraint(
                "comment",
                "content",
                Coalesce("passage_key", Value(WHOLE, output_field=models.UUIDField())),
                name="consultations_textchange_once",
            ),
            models.CheckConstraint(
                condition=~Q(note=""), name="consultations_textchange_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.note
