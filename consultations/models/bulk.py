"""Acts on many units of a round at once, done part by part by a worker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import BulkAct, PartState
from consultations.models.consultees import Consultee
from consultations.models.rounds import Round

TEXT_LIMIT = 500  # characters of a reason or a note


class BulkRun(models.Model):
    """One act on all units that a filter had found (thao tác hàng loạt); kept."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="bulk_runs")
    act = models.CharField(_("việc"), max_length=10, choices=BulkAct)
    key = models.UUIDField(unique=True, help_text="made by the form; a second click finds it taken")
    found_by = models.CharField(_("bộ lọc"), max_length=500, help_text="the filter, in words")
    text = models.CharField(_("lý do, nội dung"), max_length=TEXT_LIMIT, blank=True)
    deadline = models.JSONField(null=True, help_text="of an extension: the parts of the deadline")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    # Real time, not portal time: a lease is about processes.
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0, help_text="at the part that is being done")

    class Meta:
        verbose_name = _("thao tác hàng loạt")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=BulkAct.values), name="consultations_bulkrun_act_known"
            ),
            models.CheckConstraint(
                condition=Q(act=BulkAct.EXTEND, deadline__isnull=False)
                | ~Q(act=BulkAct.EXTEND) & Q(deadline__isnull=True),
                name="consultations_bulkrun_extension_until",
            ),
            models.CheckConstraint(
                condition=Q(act=BulkAct.REMIND, text="") | ~Q(act=BulkAct.REMIND) & ~Q(text=""),
                name="consultations_bulkrun_says_what",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(lease_until__isnull=True),
                name="consultations_bulkrun_no_lease_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.round}"


class BulkPart(models.Model):
    """One unit of an act on many, and what has become of it."""

    run = models.ForeignKey(BulkRun, on_delete=models.PROTECT, related_name="parts")
    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="bulk_parts")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PartState, default=PartState.WAITING
    )
    problem = models.CharField(_("lý do không thực hiện"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("đơn vị trong thao tác hàng loạt")
        ordering = ["run", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "consultee"], name="consultations_bulkpart_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PartState.values), name="consultations_bulkpart_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PartState.LEFT_OUT) & ~Q(problem="")
                | ~Q(state=PartState.LEFT_OUT) & Q(problem=""),
                name="consultations_bulkpart_why_left_out",
            ),
        ]

    def __str__(self) -> str:
        return str(self.consultee)
