"""What the sides promised under an agreement, and how far it is."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models import District
from partners.models.agreements import Agreement

USER = settings.AUTH_USER_MODEL


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Questions about commitments."""

    def still_open(self) -> Self:
        """Keep what is still to be done: neither done nor withdrawn."""
        return self.filter(done_on=None, withdrawn_on=None)


class Commitment(models.Model):
    """Something to be done under an agreement (cam kết); of no unit it is the department's.

    One that is withdrawn (rút lại) is owed by nobody from that day on; its progress tells why.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="commitments")
    text = models.TextField(_("nội dung"))
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("đơn vị chịu trách nhiệm"),
    )
    due_on = models.DateField(_("thời hạn"), db_index=True)
    done_on = models.DateField(_("ngày hoàn thành"), null=True, blank=True)
    withdrawn_on = models.DateField(_("ngày rút lại"), null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("cam kết")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="partners_commitment_says_what"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="partners_commitment_done_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.withdrawn_on is None


class CommitmentProgress(models.Model):
    """One entry about a commitment (tiến độ): kept as written, never changed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField(_("ngày"))
    text = models.TextField(_("tiến độ"))
    done = models.BooleanField(_("đã hoàn thành"), default=False)
    # As of the agreement: the database lets go of the history of an example only.
    is_example = models.BooleanField(default=False)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tiến độ cam kết")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:100]


class CommitmentPassing(models.Model):
    """That what a unit promised became another's to keep (chuyển cam kết); of no unit: the Sở's.

    Kept as written. What was due while the former unit was there counts as that unit's.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="passings")
    passed_from = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị trước")
    )
    passed_to = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("đơn vị sau"),
    )
    passed_on = models.DateField(_("chuyển từ ngày"))
    basis = models.TextField(_("căn cứ"), blank=True)
    # As of the agreement: the database lets go of the history of an example only.
    is_example = models.BooleanField(default=False)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("chuyển cam kết")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed_to__isnull=True) | ~Q(passed_to=F("passed_from")),
                name="partners_commitment_passed_to_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.passed_from}"
