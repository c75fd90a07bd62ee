"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DispatchesConfig(AppConfig):
    """Văn bản."""

    name = "dispatches"
    verbose_name = _("Văn bản")
