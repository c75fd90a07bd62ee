"""Signs of life of the portal's processes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a kind of process was last seen at work (nhịp tim); real time, not portal time."""

    name = models.CharField(_("tiến trình"), max_length=20, unique=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("nhịp tim")

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%d/%m/%Y %H:%M:%S}"
