"""Names of what is done with consultations, for readers of the audit trail."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTIONS = {
    "consultation.created": _("Lập việc lấy ý kiến"),
    "consultation.renamed": _("Sửa tên việc lấy ý kiến"),
    "round.started": _("Lập dự thảo lần lấy ý kiến"),
    "round.recorded": _("Ghi lại lần lấy ý kiến trên giấy"),
    "round.reworded": _("Sửa lời văn, thời hạn"),
    "round.content_written": _("Ghi nội dung xin ý kiến"),
    "round.content_removed": _("Bỏ nội dung xin ý kiến"),
    "round.units_set": _("Chọn đơn vị lấy ý kiến"),
    "round.extended": _("Gia hạn"),
    "round.closed": _("Kết thúc đợt lấy ý kiến"),
    "call.opened": _("Mở công văn trên cổng"),
    "consultee.address_corrected": _("Sửa địa chỉ nhận công văn"),
    "consultee.handed_over": _("Ghi nhận giao văn bản, liên hệ"),
    "consultee.handed_on": _("Chuyển phần lấy ý kiến sang đơn vị kế thừa"),
    "link.given": _("Cấp liên kết cá nhân"),
    "link.revoked": _("Thu hồi liên kết cá nhân"),
    "link.signed_in": _("Đăng nhập bằng liên kết cá nhân"),
    "token.created": _("Lập khóa truy cập"),
    "token.revoked": _("Thu hồi khóa truy cập"),
    "draft.begun": _("Bắt đầu bản nháp"),
    "draft.saved": _("Lưu bản nháp"),
    "draft.file_attached": _("Đính kèm tệp vào bản nháp"),
    "draft.file_removed": _("Bỏ tệp khỏi bản nháp"),
    "response.submitted": _("Gửi ý kiến"),
    "response.arrived": _("Nhận văn bản trả lời, chờ nhập"),
    "response.entered": _("Nhập ý kiến từ văn bản trả lời"),
    "response.rejected": _("Không nhận văn bản là ý kiến"),
    "response.receipt_printed": _("Lập phiếu tiếp nhận"),
}

DETAILS = {
    "deadline": _("Thời hạn"),
    "ordinal": _("Nội dung số"),
    "units": pgettext_lazy("several", "Đơn vị"),
    "outcomes": _("Kết quả"),
    "source": _("Nguồn"),
    "version": _("Bản"),
    "receipt": _("Số tiếp nhận"),
    "days_late": _("Số ngày muộn"),
    "before": _("Trước"),
    "after": _("Sau"),
    "person": _("Người nhận"),
    "note": _("Nội dung"),
    "arrival": _("Số đến"),
    "scopes": _("Phạm vi"),
}
