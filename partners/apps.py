"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels
from partners.enums import Stage

ACTIONS = {
    "partner.created": _("Lập đối tác"),
    "agreement.created": _("Ghi thỏa thuận hợp tác"),
    "relation.started": _("Ghi quan hệ hợp tác"),
    "relation.stage_changed": _("Chuyển giai đoạn quan hệ"),
    "relation.handed_on": _("Chuyển quan hệ sang đơn vị kế thừa"),
    "activity.handed_on": _("Chuyển việc tiếp theo sang đơn vị kế thừa"),
    "activity.recorded": _("Ghi hoạt động"),
}
DETAILS = {"partner": _("Đối tác"), "stage": _("Giai đoạn")}


class PartnersConfig(AppConfig):
    """Đối tác."""

    name = "partners"
    verbose_name = _("Đối tác")

    def ready(self) -> None:
        """Name this app's acts, and tell letters the names, duties what was signed."""
        # Models exist only now: at import time of this module they do not.
        from dispatches.lint import facts  # noqa: PLC0415
        from districts import signings  # noqa: PLC0415
        from partners.domain import handing_on  # noqa: PLC0415
        from partners.domain.partners import all_names  # noqa: PLC0415
        from partners.domain.signings import signed_for  # noqa: PLC0415

        audit_labels.register(ACTIONS, details=DETAILS, codes={"stage": Stage})
        handing_on.register_all()
        facts.register_names(all_names)
        signings.register(signed_for)
