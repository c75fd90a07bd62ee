"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistrictsConfig(AppConfig):
    """Đơn vị."""

    name = "districts"
    verbose_name = _("Đơn vị")
