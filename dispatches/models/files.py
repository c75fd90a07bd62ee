"""Stored files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file kept under the hash of its content; written once, never overwritten."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("kích thước"), help_text="bytes")
    path = models.CharField(max_length=200, unique=True, help_text="name in the default storage")
    stored_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tệp")

    def __str__(self) -> str:
        return self.sha256
