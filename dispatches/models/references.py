"""Documents of others that letters cite."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import SUBJECT_LIMIT


class ReferenceDocument(models.Model):
    """A document that letters may cite (văn bản viện dẫn) though no register of the office has it.

    Acts that reached the office before the portal, and those it only knows of.
    """

    full_number = models.CharField(
        _("số, ký hiệu"), max_length=80, help_text=_("ví dụ: 307/QĐ-UBND")
    )
    date = models.DateField(_("ngày văn bản"))
    author = models.CharField(_("cơ quan ban hành"), max_length=200)
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    search_key = models.TextField(editable=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("văn bản viện dẫn")
        ordering = ["-date", "full_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["full_number", "date"], name="dispatches_reference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_number} {self.subject}"
