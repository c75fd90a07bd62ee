"""Local units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.enums import Level, UnitKind


class District(models.Model):
    """A local unit (đơn vị cấp huyện; from 7/2025 xã, phường), valid for a period of time.

    One name, one kind, one territory: whatever of these changes ends the unit, and a new one
    follows it (`Succession`). The province itself is a unit too, so that it can follow others;
    lists of local units leave it out.
    """

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
        return UnitKind(self.kind).full_name(self.name)

    @property
    def level(self) -> Level:
        """The level of government that the unit belongs to."""
        return UnitKind(self.kind).level

    @property
    def committee(self) -> str:
        """«UBND huyện Lục Ngạn»."""
        return f"UBND {self.full_name}"
