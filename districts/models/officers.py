"""Who acts for a unit."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.units import District


class DistrictOfficer(models.Model):
    """A user who acts for a unit over a period (cán bộ đầu mối)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="district_duties"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="officers")
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True, help_text="exclusive")
    may_submit = models.BooleanField(
        _("được gửi ý kiến"), default=True, help_text="else drafts only, and hands in to be checked"
    )

    class Meta:
        verbose_name = _("cán bộ đầu mối")
        ordering = ["district__rank", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="districts_officer_period_forward",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(valid_to__isnull=True),
                name="districts_officer_one_open_duty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.district}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the duty holds."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


class Delegation(models.Model):
    """A submitter lets a colleague submit for some days (ủy quyền gửi ý kiến).

    It gives no more than the giver has: it sleeps on days on which the giver may not submit.
    """

    giver = models.ForeignKey(
        DistrictOfficer,
        on_delete=models.PROTECT,
        related_name="given",
        verbose_name=_("người ủy quyền"),
    )
    delegate = models.ForeignKey(
        DistrictOfficer,
        on_delete=models.PROTECT,
        related_name="received",
        verbose_name=_("người được ủy quyền"),
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), help_text="exclusive")
    given_at = models.DateTimeField(_("ủy quyền lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("ủy quyền gửi ý kiến")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="districts_delegation_period_forward",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("delegate")), name="districts_delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver.user} → {self.delegate}"

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return self.valid_to - timedelta(days=1)
