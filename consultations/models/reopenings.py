"""Rounds that were opened again: the result that had been written stays as it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Outcome
from consultations.models.rounds import Round

USER = settings.AUTH_USER_MODEL


class Reopening(models.Model):
    """That a closed round was opened again (mở lại), why, and what its closing had written.

    `result` lists the units in their order: {"unit", "outcome", "reason"}.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reopenings")
    closed_at = models.DateTimeField(_("đã kết thúc lúc"))
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.JSONField(_("kết quả lần kết thúc trước"))
    reason = models.CharField(_("lý do mở lại"), max_length=500)
    reopened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(_("mở lại lúc"))

    class Meta:
        verbose_name = _("lần mở lại")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "closed_at"], name="consultations_reopening_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="consultations_reopening_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__gte=models.F("closed_at")),
                name="consultations_reopening_after_closing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.reason}"

    @property
    def outcomes(self) -> list[dict[str, str]]:
        """The result with its outcomes in words."""
        labels = dict(Outcome.choices)
        return [row | {"label": str(labels.get(row["outcome"], ""))} for row in self.result]
