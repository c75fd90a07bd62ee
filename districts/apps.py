"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels
from districts.enums import UnitKind

ACTIONS = {
    "unit.created": _("Lập đơn vị"),
    "unit.changed": _("Sửa thông tin đơn vị"),
    "officer.assigned": _("Giao làm cán bộ đầu mối"),
    "officer.ended": _("Thôi làm cán bộ đầu mối"),
}
DETAILS = {
    "code": _("Mã"),
    "kind": _("Loại"),
    "name": _("Tên"),
    "rank": _("Thứ tự"),
    "valid_from": _("Từ ngày"),
    "valid_to": _("Đến trước ngày"),
}


class DistrictsConfig(AppConfig):
    """Đơn vị."""

    name = "districts"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        """Name this app's acts for the readers of the audit trail."""
        audit_labels.register(ACTIONS, details=DETAILS, codes={"kind": UnitKind})
