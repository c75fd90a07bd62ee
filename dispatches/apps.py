"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels

LABELS = {
    "dispatch.drafted": _("Soạn thảo"),
    "dispatch.revised": _("Sửa nội dung"),
    "dispatch.submitted": _("Trình duyệt"),
    "dispatch.approved": _("Duyệt"),
    "dispatch.returned": _("Trả lại"),
    "dispatch.issued": _("Cấp số, ban hành"),
    "dispatch.registered": _("Ghi sổ văn bản đã ban hành trên giấy"),
    "dispatch.printed": _("Tạo bản PDF"),
    "agency.created": _("Thêm cơ quan"),
    "agency.changed": _("Sửa thông tin cơ quan"),
    "draftingunit.created": _("Thêm đơn vị soạn thảo"),
    "draftingunit.changed": _("Sửa đơn vị soạn thảo"),
    "signatory.created": _("Thêm người ký"),
    "signatory.changed": _("Sửa người ký"),
    "registerbook.created": _("Thêm sổ đăng ký"),
    "registerbook.changed": _("Sửa sổ đăng ký"),
}


class DispatchesConfig(AppConfig):
    """Văn bản."""

    name = "dispatches"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Name this app's acts for readers of the audit trail."""
        audit_labels.register(LABELS)
