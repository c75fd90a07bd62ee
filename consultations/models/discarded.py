"""Drafts of rounds that were thrown away: the round is gone, what it had been stays on record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models.rounds import Consultation
from dispatches.models import Dispatch


class DiscardedRound(models.Model):
    """That a round was thrown away before its letter left (bỏ dự thảo đợt lấy ý kiến), and why.

    Its number is free again. `dispatch` is its letter, in all its versions. `units` lists whom it
    would have asked, `changes` what was noted of changes after comments: {"content", "unit",
    "note"}. Never changed.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="discarded_rounds"
    )
    ordinal = models.PositiveIntegerField(gettext_lazy("lần"))
    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, related_name="discarded_round"
    )
    units = models.JSONField(gettext_lazy("đơn vị đã chọn"))
    changes = models.JSONField(gettext_lazy("chỗ đã sửa theo góp ý"))
    reason = models.CharField(gettext_lazy("lý do bỏ dự thảo"), max_length=500)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    discarded_at = models.DateTimeField(gettext_lazy("bỏ lúc"))

    class Meta:
        verbose_name = gettext_lazy("dự thảo đợt lấy ý kiến đã bỏ")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="consultations_discardedround_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(ordinal__gte=1), name="consultations_discardedround_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """«Đề án hợp tác cấp địa phương, dự thảo lấy ý kiến lần 2 đã bỏ», as pages name it."""
        return _("%(title)s, dự thảo lấy ý kiến lần %(n)d đã bỏ") % {
            "title": self.consultation.title,
            "n": self.ordinal,
        }
