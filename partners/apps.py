"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels

ACTIONS = {
    "partner.created": _("Lập đối tác"),
    "agreement.created": _("Ghi thỏa thuận hợp tác"),
}
DETAILS = {"partner": _("Đối tác")}


class PartnersConfig(AppConfig):
    """Đối tác."""

    name = "partners"
    verbose_name = _("Đối tác")

    def ready(self) -> None:
        """Name this app's acts for the readers of the audit trail."""
        audit_labels.register(ACTIONS, details=DETAILS)
