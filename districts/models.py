"""The province: its local units, their officers, and what the programme asks of them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.enums import UnitKind


class District(models.Model):
    """A local unit (đơn vị cấp huyện; from 7/2025 xã, phường), valid for a period of time."""

    code = models.SlugField(_("mã"), unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=UnitKind)
    name = models.CharField(_("tên"), max_length=100)
    # Derived from the name: search without marks, the Vietnamese alphabet, on both databases.
    folded_name = models.CharField(max_length=300, db_index=True, editable=False)
    sort_key = models.CharField(max_length=1000, db_index=True, editable=False)
    rank = models.PositiveIntegerField(_("thứ tự"), help_text="the customary order: the city first")
    email = models.EmailField(_("địa chỉ nhận công văn"), blank=True)
    # Not unique: a huyện that became a thị xã may have kept the code.
    organ_id = models.CharField(
        _("mã định danh"), max_length=35, blank=True, help_text="Decision 20/2020/QĐ-TTg"
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True, help_text="exclusive")
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("đơn vị")
        ordering = ["rank", "sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=UnitKind.values), name="districts_district_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="districts_district_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """«huyện Lục Ngạn»: never translated, official letters print it."""
        return f"{UnitKind(self.kind).word} {self.name}"

    @property
    def committee(self) -> str:
        """«UBND huyện Lục Ngạn»."""
        return f"UBND {self.full_name}"


class DistrictOfficer(models.Model):
    """A user who acts for a unit over a period (cán bộ đầu mối)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="district_duties"
    )
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="officers")
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True, help_text="exclusive")

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


class Programme(models.Model):
    """The province's programme of local-level cooperation (Đề án)."""

    title = models.CharField(_("tên Đề án"), max_length=300)
    period = models.CharField(_("giai đoạn"), max_length=40)
    target_least = models.PositiveIntegerField(_("số đối tác tối thiểu"))
    target_most = models.PositiveIntegerField(_("số đối tác tối đa"))
    source = models.CharField(_("nguồn"), max_length=300)

    class Meta:
        verbose_name = _("Đề án")
        constraints = [
            models.CheckConstraint(
                condition=Q(target_most__gte=F("target_least")), name="districts_programme_target"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Orientation(models.Model):
    """What a unit should cooperate in and with which countries (định hướng)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="orientations")
    districts = models.ManyToManyField(District, related_name="orientations")
    fields = models.TextField(_("lĩnh vực"))
    countries = models.JSONField(_("nước ưu tiên"), default=list)
    source = models.CharField(_("nguồn"), max_length=300)

    class Meta:
        verbose_name = _("định hướng")

    def __str__(self) -> str:
        return self.fields[:80]


class Duty(models.Model):
    """Something that the programme asks units to do (nhiệm vụ)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="duties")
    districts = models.ManyToManyField(District, related_name="duties")
    text = models.TextField(_("nhiệm vụ"))
    due = models.DateField(_("hạn"), null=True, blank=True)
    yearly_from = models.PositiveIntegerField(_("hằng năm từ"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=300)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")

    def __str__(self) -> str:
        return self.text[:80]
