"""What the department has laid down for its calls."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MINIMUM = 3  # working days, until the department says otherwise


class CallRules(models.Model):
    """The department's own rules for calls (quy định về lấy ý kiến); one row at most."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    minimum_days = models.PositiveIntegerField(
        _("thời hạn tối thiểu (ngày làm việc)"), default=MINIMUM
    )

    class Meta:
        verbose_name = _("quy định về lấy ý kiến")
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="consultations_callrules_one"),
        ]

    def __str__(self) -> str:
        return str(self.minimum_days)
