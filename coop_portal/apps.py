"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoopPortalConfig(AppConfig):
    """Cổng hợp tác."""

    name = "coop_portal"
    verbose_name = _("Cổng hợp tác")

    def ready(self) -> None:
        """Register the checks."""
        from coop_portal import checks  # noqa: F401 -- registers by being imported
