"""Reports of units on their duties, and what the department decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models import StoredFile
from districts.enums import DECIDED, LIVE, ReportState
from districts.models.programme import Duty
from districts.models.units import District
from districts.rules.occurrences import AGREEMENT, ONCE, STANDING, standing_year

USER = settings.AUTH_USER_MODEL


class DutyReport(models.Model):
    """A unit's report on one time of a duty (báo cáo thực hiện nhiệm vụ).

    `occurrence` is the key of that time (districts.rules.occurrences). A report that was returned,
    or of which the acceptance was withdrawn, stays as it was; the next one is a new version.
    `edition` counts what is saved of a draft.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="reports")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="reports")
    occurrence = models.CharField(_("lần thực hiện"), max_length=40)
    version = models.PositiveIntegerField(_("lần báo cáo"), default=1)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    text = models.TextField(_("kết quả thực hiện"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField()
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, db_index=True)

    class Meta:
        verbose_name = _("báo cáo thực hiện nhiệm vụ")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="districts_report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, submitted_at__isnull=True)
                | (~Q(state=ReportState.DRAFT) & Q(submitted_at__isnull=False) & ~Q(text="")),
                name="districts_report_submitted_with_text",
            ),
            models.UniqueConstraint(
                fields=["duty", "district", "occurrence", "version"],
                name="districts_report_version_once",
            ),
            models.UniqueConstraint(
                fields=["duty", "district", "occurrence"],
                condition=Q(state__in=LIVE),
                name="districts_report_one_live",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district}: {self.duty}"[:200]

    @property
    def occurrence_label(self) -> str:
        """Which time of the duty it is about: a year, or how the time comes."""
        if self.occurrence.startswith(AGREEMENT):
            return str(_("sau khi ký kết"))
        if year := standing_year(self.occurrence):
            return str(_("thường xuyên, năm %d") % year)
        words = {ONCE: _("một lần"), STANDING: _("một lần, không nêu hạn")}
        return str(words.get(self.occurrence, self.occurrence))

    @property
    def taken_back(self) -> "DutyWithdrawal | None":
        """That its acceptance was withdrawn, if it was."""
        return getattr(self, "withdrawal", None)

    @property
    def returned_by(self) -> "DutyWithdrawal | DutyDecision":
        """The decision by which it went back to its unit."""
        return self.taken_back or self.decision


class DutyReportFile(models.Model):
    """A file that goes with a report (tệp kèm báo cáo)."""

    report = models.ForeignKey(DutyReport, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tệp kèm báo cáo")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "file"], name="districts_report_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DutyDecision(models.Model):
    """What the department decided about a report (kết luận của Sở): once, and kept as it is."""

    report = models.OneToOneField(DutyReport, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("kết luận"), max_length=10, choices=ReportState)
    reason = models.TextField(_("lý do"), blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kết luận về báo cáo")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=DECIDED), name="districts_decision_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=ReportState.RETURNED, reason=""),
                name="districts_decision_return_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} – {self.report}"


class DutyWithdrawal(models.Model):
    """That the department withdrew its acceptance (rút lại chấp nhận), and why: kept as it is.

    The report goes back to its unit; that it had been accepted stays to be read.
    """

    report = models.OneToOneField(DutyReport, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("lý do"))
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("việc rút lại chấp nhận báo cáo")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="districts_withdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.reason}"[:200]
