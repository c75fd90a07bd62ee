"""Activities with partners."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispatches.models import StoredFile
from districts.models import District, Field, Sourced
from partners.enums import ActivityKind, Cancellation
from partners.models.agreements import Agreement
from partners.models.name_index import NameIndex
from partners.models.partners import Partner


class Activity(Sourced):
    """Something that was done with partners (hoạt động): a delegation, a letter, a talk, an event.

    One entry stands on the timeline of each partner, unit and agreement that it names; of no unit
    it is the province's own. One that did not take place, or was entered by mistake, is cancelled
    with its reason (hủy hoạt động) and stays where it stood.
    """

    kind = models.CharField(_("loại"), max_length=14, choices=ActivityKind)
    title = models.CharField(_("tên hoạt động"), max_length=300)
    folded_title = models.TextField(editable=False)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, related_name="activities", verbose_name=_("đối tác"))
    districts = models.ManyToManyField(
        District, related_name="activities", verbose_name=_("đơn vị")
    )
    # Those of its units that did not do it, but took over what was left to do.
    taken_over_by = models.ManyToManyField(
        District, related_name="+", verbose_name=_("đơn vị tiếp nhận việc tiếp theo")
    )
    agreements = models.ManyToManyField(
        Agreement, related_name="activities", verbose_name=_("thỏa thuận")
    )
    fields = models.ManyToManyField(Field, related_name="activities", verbose_name=_("lĩnh vực"))
    our_people = models.TextField(_("thành phần phía ta"), blank=True)
    their_people = models.TextField(_("thành phần phía bạn"), blank=True)
    outcome = models.TextField(_("kết quả"), blank=True)
    next_step = models.TextField(_("việc tiếp theo"), blank=True)
    next_step_due = models.DateField(_("hạn của việc tiếp theo"), null=True, blank=True)
    next_step_done_on = models.DateField(_("ngày xong việc tiếp theo"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    cancelled_as = models.CharField(
        _("lý do hủy"), max_length=10, choices=Cancellation, blank=True, editable=False
    )
    cancelled_because = models.CharField(
        _("vì sao hủy"), max_length=300, blank=True, editable=False
    )
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("hoạt động")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["kind", "starts_on", "ends_on"], name="partners_activity_counted"),
            NameIndex(
                fields=["starts_on", "id"],
                searched=["folded_title"],
                name="partners_activity_searched",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActivityKind.values), name="partners_activity_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="partners_activity_forward"
            ),
            models.CheckConstraint(
                condition=Q(
                    cancelled_at=None, cancelled_as="", cancelled_because="", cancelled_by=None
                )
                | Q(cancelled_at__isnull=False, cancelled_as__in=Cancellation.values)
                & ~Q(cancelled_because=""),
                name="partners_activity_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def cancelled(self) -> str:
        """That it was cancelled, and of what kind that is; empty if it stands."""
        if not self.cancelled_at:
            return ""
        return gettext("Đã hủy: %(kind)s") % {"kind": self.get_cancelled_as_display()}


class ActivityFile(models.Model):
    """A file about an activity (tài liệu kèm theo)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tài liệu của hoạt động")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "file"], name="partners_activity_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
