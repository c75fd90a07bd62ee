"""The paragraphs of a content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models.rounds import Content
from districts.models import District


class Passage(models.Model):
    """One paragraph of a content (đoạn), with the units that it names."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="passages")
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
        ]

    def __str__(self) -> str:
        return self.text[:80]
