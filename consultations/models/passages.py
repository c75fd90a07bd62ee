"""The paragraphs of a content."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.rounds import Content
from districts.models import District


class Passage(models.Model):
    """One paragraph of a content (đoạn), with the units that it names.

    `key` is the paragraph itself: it stays with it when the content is edited and when the next
    round takes it over, whatever number it has by then.
    """

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="passages")
    key = models.UUIDField(default=uuid4, editable=False)
    ordinal = models.PositiveIntegerField()
    text = models.TextField(_("đoạn"))
    units = models.ManyToManyField(District, blank=True, related_name="+")

    class Meta:
        verbose_name = _("đoạn")
        ordering = ["content", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["content", "ordinal"], name="consultations_passage_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["content", "key"], name="consultations_passage_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
