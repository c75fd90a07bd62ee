"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels, joint_rules
from dispatches.enums import Channel, DispatchState, LinkKind, Opening

ACTIONS = {
    "dispatch.drafted": _("Soạn thảo"),
    "dispatch.revised": _("Sửa nội dung"),
    "dispatch.submitted": _("Trình duyệt"),
    "dispatch.approved": _("Duyệt"),
    "dispatch.returned": _("Trả lại"),
    "dispatch.handled": _("Ghi chuyển văn bản"),
    "dispatch.cancelled": _("Hủy văn bản đã ban hành"),
    "registerbook.number_voided": _("Ghi số không dùng"),
    "dispatch.remarked": _("Nhận xét một đoạn"),
    "dispatch.pen_taken_over": _("Nhận quyền soạn của người khác"),
    "dispatch.withdrawn": _("Rút lại việc trình, duyệt do thay đổi đơn vị nhận"),
    "dispatch.discarded": _("Bỏ dự thảo"),
    "dispatch.issued": _("Cấp số, ban hành"),
    "dispatch.enclosed": _("Giữ nguyên tài liệu gửi kèm"),
    "dispatch.registered": _("Ghi sổ văn bản đã ban hành trên giấy"),
    "dispatch.printed": _("Tạo bản PDF"),
    "dispatch.copies_started": _("Bắt đầu tạo bản gửi riêng"),
    "dispatch.copies_made": _("Tạo xong bản gửi riêng"),
    "dispatch.copies_retried": _("Tạo lại các bản gửi riêng bị lỗi"),
    "delivery.sent": _("Gửi văn bản"),
    "delivery.fell_back": _("Gửi bản chưa ký số thay bản đã ký số"),
    "delivery.sent_again": _("Gửi lại văn bản"),
    "delivery.handed": _("Giao văn bản trực tiếp"),
    "delivery.bounced": _("Ghi thư bị trả lại"),
    "delivery.opened": _("Nơi nhận mở văn bản"),
    "correspondent.kept": _("Ghi địa chỉ nơi nhận"),
    "dispatch.signed_copy_kept": _("Tải lên bản đã ký số"),
    "dispatch.signatures_checked": _("Kiểm tra lại chữ ký số"),
    "trustroot.added": _("Thêm chứng thư gốc tin cậy"),
    "trustroot.withdrawn": _("Gỡ chứng thư gốc tin cậy"),
    "incomingdocument.registered": _("Đăng ký văn bản đến"),
    "incomingdocument.scanned": _("Bổ sung bản quét văn bản đến"),
    "incomingdocument.enclosed": _("Giữ tài liệu kèm theo văn bản đến"),
    "exchangemessage.brought": _("Tải lên tệp liên thông"),
    "exchangemessage.registered": _("Đăng ký văn bản đến từ tệp liên thông"),
    "incomingdocument.handed": _("Chuyển văn bản đến"),
    "incomingdocument.progressed": _("Ghi tiến độ giải quyết"),
    "incomingdocument.voided": _("Hủy số đến"),
    "documentlink.made": _("Liên kết văn bản"),
    "documentlink.removed": _("Gỡ liên kết văn bản"),
    "lettertemplate.created": _("Thêm mẫu văn bản"),
    "lettertemplate.changed": _("Sửa mẫu văn bản"),
    "checklist.created": _("Lập danh mục yêu cầu"),
    "checklist.changed": _("Sửa danh mục yêu cầu"),
    "checklist.copied": _("Lập danh mục yêu cầu từ danh mục có sẵn"),
    "dossier.opened": _("Mở hồ sơ"),
    "dossier.document_added": _("Đưa văn bản vào hồ sơ"),
    "dossier.values_set": _("Ghi thông tin để điền"),
    "dossier.requirement_met": _("Chọn văn bản đáp ứng yêu cầu"),
    "dossier.closed": _("Đóng hồ sơ"),
    "referencedocument.added": _("Ghi văn bản viện dẫn"),
    "agency.created": _("Thêm cơ quan"),
    "agency.changed": _("Sửa thông tin cơ quan"),
    "draftingunit.created": _("Thêm đơn vị soạn thảo"),
    "draftingunit.changed": _("Sửa đơn vị soạn thảo"),
    "signatory.created": _("Thêm người ký"),
    "signatory.changed": _("Sửa người ký"),
    "registerbook.created": _("Thêm sổ đăng ký"),
    "registerbook.changed": _("Sửa sổ đăng ký"),
    "documentkind.created": _("Thêm thể loại văn bản"),
    "documentkind.changed": _("Sửa thể loại văn bản"),
}
DETAILS = {
    "digest": _("Mã băm nội dung"),
    "handler": _("Người nhận"),
    "due_on": _("Thời hạn giải quyết"),
    "progress": _("Tiến độ giải quyết"),
    "settled": _("Đã giải quyết xong"),
    "text": _("Nhận xét"),
    "copies": _("Số lượng bản"),
    "forwarded_on": _("Ngày chuyển"),
    "received_by": _("Ký nhận"),
    "note": _("Ghi chú"),
    "values": _("Thông tin để điền"),
    "demand": _("Yêu cầu"),
    "demands": _("Các yêu cầu"),
    "target": _("Văn bản liên kết"),
    "relation": _("Quan hệ"),
    "channel": _("Cách gửi"),
    "way": _("Mở bằng"),
    "words": _("Lý do nêu trong thư trả lại"),
    "day": _("Ngày"),
    "person": _("Người nhận"),
    "dropped": _("Trạng thái trước khi sửa"),
    "reason": _("Lý do"),
    "number": _("Số"),
    "date": _("Ngày văn bản"),
    "used_on_paper": _("Các số đã dùng ở sổ giấy (từ, đến)"),
    "sha256": _("Mã băm tệp"),
    "signers": _("Người ký số"),
    "valid": _("Hợp lệ"),
    "unsigned": _("Lý do gửi bản chưa ký số"),
    "count": _("Số bản"),
    "failed": _("Số bản bị lỗi"),
    "parent_name": _("Cơ quan chủ quản"),
    "name": _("Tên"),
    "abbreviation": _("Chữ viết tắt"),
    "place": _("Địa danh"),
    "contact": _("Địa chỉ, điện thoại"),
    "agency": _("Cơ quan"),
    "authority": _("Quyền hạn, chức vụ"),
    "active": _("Đang ký"),
    "code": _("Mã"),
    "family": _("Kiểu trình bày"),
    "symbol_pattern": _("Mẫu ký hiệu"),
    "book": _("Sổ đăng ký"),
    "signatory": _("Người ký mặc định"),
    "rank": _("Thứ tự"),
    "fields": _("Mục đã sửa"),
    "organ_id": _("Mã định danh cơ quan"),
    "arrival": _("Số đến"),
}


class DispatchesConfig(AppConfig):
    """Văn bản."""

    name = "dispatches"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Name this app's acts for readers of the audit trail; guard what its dossiers demand."""
        from accounts import agenda as agendas
        from dispatches import consequences, guards
        from dispatches.domain import (
            agenda,
            enclosing,
            filling_in,
            requirements,
            translations,
        )
        from dispatches.domain.outgoing_file import Unsigned

        joint_rules.register("dispatches", "0038_agencies_paper_files")
        joint_rules.register("dispatches", "0041_discarded_drafts")
        agendas.register(agenda.entries)
        guards.register(filling_in.issue_guard)
        guards.register(requirements.issue_guard)
        guards.register(translations.issue_guard)
        consequences.register(enclosing.consequence)
        _register_mails()
        audit_labels.register(
            ACTIONS,
            details=DETAILS,
            codes={
                "dropped": DispatchState,
                "relation": LinkKind,
                "channel": Channel,
                "way": Opening,
                "unsigned": Unsigned,
            },
        )


def _register_mails() -> None:
    """Name the kinds of mail that this app writes, and who knows whether one is still wanted."""
    from dispatches.domain import delivering, portal_notices
    from outbox import checks

    checks.register(
        delivering.KIND,
        delivering.still_useful,
        label=_("Văn bản gửi đi"),
        shown=delivering.shown,
    )
    checks.register(
        portal_notices.KIND,
        portal_notices.still_useful,
        label=_("Báo có văn bản trên cổng"),
    )
