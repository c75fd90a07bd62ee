"""What an opinion of an earlier round has changed in the text of a later one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consultations.models.responses import Comment
from consultations.models.rounds import Content


class TextChange(models.Model):
    """That a content of the next round was changed after a comment (đã sửa theo góp ý).

    `passage` is the ordinal of the paragraph; without one the whole content was changed. It is a
    number and no key: the paragraphs of a draft are written anew whenever it is edited.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="text_changes")
    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="text_changes")
    passage = models.PositiveIntegerField(_("đoạn"), null=True)
    note = models.CharField(_("đã sửa thế nào"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("chỗ đã sửa theo góp ý")
        ordering = ["content", "passage", "id"]
        constraints = [
            # Nulls differ from each other in a unique constraint: the whole content has 0.
            models.UniqueConstraint(
                "comment",
                "content",
                Coalesce("passage", 0),
                name="consultations_textchange_once",
            ),
            models.CheckConstraint(
                condition=~Q(note=""), name="consultations_textchange_says_what"
            ),
            models.CheckConstraint(
                condition=Q(passage__isnull=True) | Q(passage__gte=1),
                name="consultations_textchange_passage_from_one",
            ),
        ]

    def __str__(self) -> str:
        return self.note
