"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels
from districts import triggers
from districts.enums import UnitKind

ACTIONS = {
    "unit.created": _("Lập đơn vị"),
    "unit.changed": _("Sửa thông tin đơn vị"),
    "unit.ended": _("Kết thúc đơn vị"),
    "units.reorganised": _("Ghi việc sắp xếp đơn vị"),
    "unit.transferred": _("Chuyển việc sang đơn vị kế thừa"),
    "programme.handed_on": _("Ghi nội dung Đề án cho đơn vị kế thừa"),
    "country.added": _("Ghi nước"),
    "field.added": _("Ghi lĩnh vực hợp tác"),
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
    "ended": _("Đơn vị kết thúc"),
    "begun": _("Đơn vị mới"),
    "moved": _("Việc đã chuyển"),
}


class DistrictsConfig(AppConfig):
    """Đơn vị."""

    name = "districts"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        """Name this app's acts, and tell letters the names of the units."""
        # Models exist only now: at import time of this module they do not.
        from dispatches.lint import facts  # noqa: PLC0415
        from districts.domain import handing_on  # noqa: PLC0415
        from districts.domain.units import names_on  # noqa: PLC0415

        audit_labels.register(ACTIONS, details=DETAILS, codes={"kind": UnitKind})
        handing_on.register_all()
        pre_migrate.connect(triggers.lift, sender=self)
        post_migrate.connect(triggers.hold, sender=self)
        facts.register_units(names_on)
