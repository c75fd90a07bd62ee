"""App configuration."""

from django.apps import AppConfig
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels
from partners.agreement_audit import AGREEMENT_ACTIONS, AGREEMENT_CODES, AGREEMENT_DETAILS
from partners.enums import Stage

ACTIONS = {
    "partner.created": _("Lập đối tác"),
    **AGREEMENT_ACTIONS,
    "relation.started": _("Ghi quan hệ hợp tác"),
    "relation.stage_changed": _("Chuyển giai đoạn quan hệ"),
    "activity.recorded": _("Ghi hoạt động"),
}
DETAILS = {"partner": _("Đối tác"), "stage": _("Giai đoạn"), **AGREEMENT_DETAILS}

CODES: dict[str, type[TextChoices]] = {"stage": Stage, **AGREEMENT_CODES}


class PartnersConfig(AppConfig):
    """Đối tác."""

    name = "partners"
    verbose_name = _("Đối tác")

    def ready(self) -> None:
        """Name this app's acts, and tell letters the names of the partners."""
        # Models exist only now: at import time of this module they do not.
        from dispatches.lint import facts  # noqa: PLC0415
        from outbox import due  # noqa: PLC0415
        from partners.domain.agreement_reminders import due_reminders  # noqa: PLC0415
        from partners.domain.partners import all_names  # noqa: PLC0415

        audit_labels.register(ACTIONS, details=DETAILS, codes=CODES)
        facts.register_names(all_names)
        due.register(due_reminders)
