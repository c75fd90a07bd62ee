"""How much the units have uploaded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.files import StoredFile


class UnitStorage(models.Model):
    """What a unit's uploads take up (dung lượng tệp của đơn vị); it only grows: files stay."""

    unit = models.SlugField(_("đơn vị"), unique=True, help_text="code of a unit of the portal")
    used = models.PositiveBigIntegerField(_("đã dùng"), default=0, help_text="bytes")

    class Meta:
        verbose_name = _("dung lượng tệp của đơn vị")
        constraints = [
            models.CheckConstraint(condition=Q(used__gte=0), name="dispatches_unitstorage_grows"),
        ]

    def __str__(self) -> str:
        return self.unit


class UnitFile(models.Model):
    """A file that a unit uploaded, counted once however often it comes (tệp của đơn vị)."""

    storage = models.ForeignKey(UnitStorage, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField(_("tính từ"))

    class Meta:
        verbose_name = _("tệp của đơn vị")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["storage", "file"], name="dispatches_unitfile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.storage}: {self.file}"
