"""What was entered wrongly from a unit's letter, and entered anew."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.pending import PendingResponse
from consultations.models.responses import Response


class EntryCorrection(models.Model):
    """That the opinions of a letter were entered anew, and why (sửa kết quả nhập).

    `response` is the version that came of it; the one before stays as it was entered. The letter
    itself is the same, and so is the moment when it was received. Never changed.
    """

    letter = models.ForeignKey(
        PendingResponse, on_delete=models.PROTECT, related_name="corrections"
    )
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="correction")
    reason = models.CharField(_("lý do sửa"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        verbose_name = _("sửa kết quả nhập")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="consultations_entrycorrection_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.reason}"
