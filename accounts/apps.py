"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Người dùng."""

    name = "accounts"
    verbose_name = _("Người dùng")
