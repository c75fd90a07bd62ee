"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels
from dispatches.enums import DispatchState

ACTIONS = {
    "dispatch.drafted": _("Soạn thảo"),
    "dispatch.revised": _("Sửa nội dung"),
    "dispatch.submitted": _("Trình duyệt"),
    "dispatch.approved": _("Duyệt"),
    "dispatch.returned": _("Trả lại"),
    "dispatch.withdrawn": _("Rút lại việc trình, duyệt do thay đổi đơn vị nhận"),
    "dispatch.issued": _("Cấp số, ban hành"),
    "dispatch.registered": _("Ghi sổ văn bản đã ban hành trên giấy"),
    "dispatch.printed": _("Tạo bản PDF"),
    "dispatch.copies_started": _("Bắt đầu tạo bản gửi riêng"),
    "dispatch.copies_made": _("Tạo xong bản gửi riêng"),
    "dispatch.copies_retried": _("Tạo lại các bản gửi riêng bị lỗi"),
    "agency.created": _("Thêm cơ quan"),
    "agency.changed": _("Sửa thông tin cơ quan"),
    "draftingunit.created": _("Thêm đơn vị soạn thảo"),
    "draftingunit.changed": _("Sửa đơn vị soạn thảo"),
    "signatory.created": _("Thêm người ký"),
    "signatory.changed": _("Sửa người ký"),
    "registerbook.created": _("Thêm sổ đăng ký"),
    "registerbook.changed": _("Sửa sổ đăng ký"),
}
DETAILS = {
    "digest": _("Mã băm nội dung"),
    "dropped": _("Trạng thái trước khi sửa"),
    "reason": _("Lý do"),
    "number": _("Số"),
    "date": _("Ngày văn bản"),
    "used_on_paper": _("Các số đã dùng ở sổ giấy (từ, đến)"),
    "sha256": _("Mã băm tệp"),
    "count": _("Số bản"),
    "failed": _("Số bản bị lỗi"),
    "parent_name": _("Cơ quan chủ quản"),
    "name": _("Tên"),
    "abbreviation": _("Chữ viết tắt"),
    "place": _("Địa danh"),
    "agency": _("Cơ quan"),
    "authority": _("Quyền hạn, chức vụ"),
    "active": _("Đang ký"),
    "code": _("Mã"),
}


class DispatchesConfig(AppConfig):
    """Văn bản."""

    name = "dispatches"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Name this app's acts for readers of the audit trail."""
        audit_labels.register(ACTIONS, details=DETAILS, codes={"dropped": DispatchState})
