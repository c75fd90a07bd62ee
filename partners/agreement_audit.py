"""Names of the acts about agreements, for the audit trail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from partners.agreement_enums import (
    AgreementKind,
    AgreementLevel,
    Position,
    Purpose,
    Renewal,
    State,
)

AGREEMENT_ACTIONS = {
    "agreement.begun": _("Lập hồ sơ thỏa thuận"),
    "agreement.created": _("Ghi thỏa thuận hợp tác"),
    "agreement.example_removed": _("Xóa thỏa thuận ví dụ"),
    "agreement.changed": _("Sửa thông tin thỏa thuận"),
    "agreement.party_added": _("Ghi bên ký kết"),
    "agreement.party_removed": _("Bỏ bên ký kết"),
    "agreement.signatory_named": _("Ghi người ký thỏa thuận"),
    "agreement.text_added": _("Thêm văn bản thỏa thuận"),
    "agreement.advanced": _("Chuyển trạng thái thỏa thuận"),
    "agreement.asked": _("Lấy ý kiến về thỏa thuận"),
    "agreement.body_added": _("Thêm cơ quan được lấy ý kiến"),
    "agreement.dossier_received": _("Ghi ngày cơ quan nhận đủ hồ sơ"),
    "agreement.replied": _("Ghi ý kiến trả lời về thỏa thuận"),
    "agreement.reported": _("Ghi báo cáo, thông báo về thỏa thuận"),
    "agreement.renewal_decided": _("Quyết định về gia hạn thỏa thuận"),
    "agreement.extended": _("Gia hạn thỏa thuận"),
    "agreement.inherited": _("Kế thừa thỏa thuận"),
    "commitment.made": _("Ghi cam kết"),
    "commitment.progressed": _("Ghi tiến độ cam kết"),
}
AGREEMENT_DETAILS = {
    "party": _("Bên"),
    "file": _("Tệp"),
    "body": _("Cơ quan"),
    "day": _("Ngày"),
    "position": _("Ý kiến"),
    "previous": _("Ý kiến trước"),
    "purpose": _("Mục đích"),
    "report": _("Báo cáo"),
    "renew": _("Để tự gia hạn"),
    "child": _("Văn bản kèm theo"),
    "basis": _("Căn cứ"),
    "done": _("Hoàn thành"),
    "state": _("Trạng thái"),
    "title": _("Tên"),
    "district": _("Đơn vị"),
    "agreement_kind": _("Loại"),
    "level": _("Cấp"),
    "languages": _("Ngôn ngữ"),
    "concerns_security": _("Liên quan quốc phòng, an ninh, đầu tư"),
    "is_sensitive": _("Phức tạp, nhạy cảm về đối ngoại"),
    "effective_on": _("Ngày có hiệu lực"),
    "effective_early": _("Có hiệu lực trước ngày ký"),
    "term_months": _("Thời hạn (tháng)"),
    "renewal": _("Gia hạn"),
    "renewal_months": _("Mỗi lần gia hạn (tháng)"),
    "notice_months": _("Thông báo trước (tháng)"),
    "extended_to": _("Gia hạn đến"),
    "note": _("Ghi chú"),
}
AGREEMENT_CODES: dict[str, type[TextChoices]] = {
    "position": Position,
    "previous": Position,
    "purpose": Purpose,
    "renewal": Renewal,
    "level": AgreementLevel,
    "state": State,
    "agreement_kind": AgreementKind,
}
