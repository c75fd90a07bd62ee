"""What a unit still owed when it ended, and who took it over."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.programme import Duty
from districts.models.units import District


class DutyPassing(models.Model):
    """That one time of a duty became a successor's to report on (chuyển nhiệm vụ còn nợ).

    `asked_of` is the unit that the time was asked of in the first place: `occurrence` is one of its
    times. Kept as written.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="passings")
    occurrence = models.CharField(_("lần thực hiện"), max_length=40)
    asked_of = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    passed_from = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị trước")
    )
    passed_to = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        related_name="duties_taken_over",
        verbose_name=_("đơn vị sau"),
    )
    passed_on = models.DateField(_("chuyển từ ngày"))
    basis = models.TextField(_("căn cứ"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("chuyển nhiệm vụ còn nợ")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "occurrence", "passed_from"], name="districts_passing_from_once"
            ),
            models.UniqueConstraint(
                fields=["duty", "occurrence", "passed_to"], name="districts_passing_to_once"
            ),
            models.CheckConstraint(
                condition=~Q(passed_to=F("passed_from")), name="districts_passing_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.passed_from} → {self.passed_to}"[:200]
