"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Thư đi."""

    name = "outbox"
    verbose_name = _("Thư đi")
