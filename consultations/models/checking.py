"""A unit's draft handed in to the colleague who submits (trình kiểm tra)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultees import Consultee

USER = settings.AUTH_USER_MODEL
REMARK_LIMIT = 2_000  # characters


class HandIn(models.Model):
    """A version of the draft as it was handed in; never changed but to be returned once.

    `answers` is the draft's of that version, `files` are name and hash of what was attached.
    `content_remarks` maps a content's id, as text, to what the submitter says on it.
    """

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="hand_ins")
    draft_version = models.PositiveIntegerField(_("bản"))
    answers = models.JSONField()
    files = models.JSONField(default=list)
    handed_in_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("trình lúc"))
    returned_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(_("trả lại lúc"), null=True)
    remarks = models.TextField(_("ý kiến khi trả lại"), blank=True, max_length=REMARK_LIMIT)
    content_remarks = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("bản trình kiểm tra")
        ordering = ["consultee", "draft_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultee", "draft_version"], name="consultations_handin_once"
            ),
            models.CheckConstraint(
                condition=Q(returned_by__isnull=True, returned_at__isnull=True, remarks="")
                | (Q(returned_by__isnull=False, returned_at__isnull=False)),
                name="consultations_handin_returned_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultee} v{self.draft_version}"
