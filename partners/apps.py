"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Đối tác."""

    name = "partners"
    verbose_name = _("Đối tác")
