"""The app of time limits and the working calendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """Thời hạn và lịch làm việc."""

    name = "deadlines"
    verbose_name = _("Thời hạn và lịch làm việc")
