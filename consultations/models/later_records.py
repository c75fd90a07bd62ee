"""Letters that had come before a round was closed, and were recorded after it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Outcome
from consultations.models.consultees import Consultee
from consultations.models.responses import Response

USER = settings.AUTH_USER_MODEL


class LaterRecord(models.Model):
    """That a letter received before the closing was recorded after it (ghi nhận sau khi đóng).

    On time is judged by receipt, so the unit's outcome follows the letter; `outcome_before` and
    `reason_before` keep what the closing had written at `closed_at`. Never changed.
    """

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="later_records")
    response = models.OneToOneField(
        Response, on_delete=models.PROTECT, related_name="recorded_later"
    )
    closed_at = models.DateTimeField(_("đã kết thúc lúc"))
    outcome_before = models.CharField(_("kết quả khi kết thúc"), max_length=24, choices=Outcome)
    reason_before = models.CharField(_("lý do khi kết thúc"), max_length=500, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=24, choices=Outcome)
    reason = models.CharField(_("lý do ghi nhận sau khi đóng"), max_length=500)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))

    class Meta:
        verbose_name = _("ghi nhận sau khi đóng")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="consultations_laterrecord_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("closed_at")),
                name="consultations_laterrecord_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(outcome_before__in=Outcome.values) & Q(outcome__in=Outcome.values),
                name="consultations_laterrecord_outcomes_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultee}: {self.reason}"
