"""What was entered from a letter by mistake, and withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Outcome
from consultations.models.pending import PendingResponse


class EntryWithdrawal(models.Model):
    """That a letter which had been entered is no answer of the unit, and why (rút kết quả nhập).

    The versions that were entered from it are kept and count nowhere. In a round that was closed
    the unit's outcome may follow: `outcome_before` and `reason_before` keep what stood. Never
    changed.
    """

    letter = models.OneToOneField(
        PendingResponse, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(_("lý do rút"), max_length=500)
    outcome_before = models.CharField(
        _("kết quả trước khi rút"), max_length=24, choices=Outcome, blank=True
    )
    reason_before = models.CharField(_("lý do trước khi rút"), max_length=500, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=24, choices=Outcome, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("rút lúc"))

    class Meta:
        verbose_name = _("rút kết quả nhập")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="consultations_entrywithdrawal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome_before="", outcome="")
                | Q(outcome_before__in=Outcome.values, outcome__in=Outcome.values),
                name="consultations_entrywithdrawal_outcomes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.reason}"
