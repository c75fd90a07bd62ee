"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels, joint_rules
from districts.enums import UnitKind

ACTIONS = {
    "unit.created": _("Lập đơn vị"),
    "unit.changed": _("Sửa thông tin đơn vị"),
    "unit.ended": _("Kết thúc đơn vị"),
    "units.reorganised": _("Ghi việc sắp xếp đơn vị"),
    "units.act_corrected": _("Đính chính việc sắp xếp đơn vị"),
    "units.successors_added": _("Bổ sung đơn vị kế thừa"),
    "unit.transferred": _("Chuyển việc sang đơn vị kế thừa"),
    "programme.handed_on": _("Ghi nội dung Đề án cho đơn vị kế thừa"),
    "country.added": _("Ghi nước"),
    "field.added": _("Ghi lĩnh vực hợp tác"),
    "field.changed": _("Sửa lĩnh vực hợp tác"),
    "officer.assigned": _("Giao làm cán bộ đầu mối"),
    "officer.authorised": _("Đổi quyền gửi ý kiến của cán bộ đầu mối"),
    "officer.ended": _("Thôi làm cán bộ đầu mối"),
    "programme.kept": _("Ghi Đề án, chỉ tiêu"),
    "orientation.kept": _("Ghi định hướng"),
    "delegation.given": _("Ủy quyền gửi ý kiến"),
    "delegation.revoked": _("Thu hồi ủy quyền gửi ý kiến"),
    "orientation.removed": _("Xóa định hướng"),
    "duty.kept": _("Ghi nhiệm vụ"),
    "duty.handed_on": _("Chuyển nhiệm vụ còn nợ sang đơn vị kế thừa"),
    "duty.removed": _("Xóa nhiệm vụ"),
    "report.saved": _("Lưu nháp báo cáo nhiệm vụ"),
    "report.file_removed": _("Bỏ tệp kèm báo cáo nhiệm vụ"),
    "report.submitted": _("Gửi báo cáo nhiệm vụ"),
    "report.accepted": _("Chấp nhận báo cáo nhiệm vụ"),
    "report.returned": _("Trả lại báo cáo nhiệm vụ"),
    "report.acceptance_withdrawn": _("Rút lại chấp nhận báo cáo nhiệm vụ"),
}
DETAILS = {
    "code": _("Mã"),
    "kind": _("Loại"),
    "name": _("Tên"),
    "name_en": _("Tên tiếng Anh"),
    "rank": _("Thứ tự"),
    "organ_id": _("Mã định danh cơ quan"),
    "valid_from": _("Từ ngày"),
    "may_submit": _("Được gửi ý kiến"),
    "valid_to": _("Đến trước ngày"),
    "target_least": _("Số đối tác tối thiểu"),
    "target_most": _("Số đối tác tối đa"),
    "first_year": _("Năm đầu của giai đoạn"),
    "last_year": _("Năm cuối của giai đoạn"),
    "title": _("Tên"),
    "period": _("Giai đoạn"),
    "source": _("Nguồn"),
    "wording": _("Nội dung"),
    "due": _("Hạn"),
    "yearly_from": _("Hằng năm từ"),
    "after_signing": _("Sau mỗi lần ký kết"),
    "is_plan": _("Là kế hoạch hợp tác của đơn vị"),
    "plan_condition": _("Điều kiện có kế hoạch"),
    "occurrences": _("Lần thực hiện"),
    "districts": _("Đơn vị"),
    "fields": _("Lĩnh vực"),
    "countries": _("Nước"),
    "countries_open": _("Nước nêu ví dụ, để mở"),
    "files": _("Tệp"),
    "version": _("Lần"),
    "ended": _("Đơn vị kết thúc"),
    "begun": _("Đơn vị mới"),
    "followed_by": _("Đơn vị kế thừa"),
    "moved": _("Việc đã chuyển"),
    "agreement_basis": _("Căn cứ kế thừa thỏa thuận"),
    "to_check": _("Cần đối chiếu"),
}
# Migrations that bring rules over several tables.
JOINT_RULES = (
    "0013_succession_stays",
    "0017_duties_of_local_units",
    "0018_one_name_at_a_time",
    "0021_reports_taken_back",
)


class DistrictsConfig(AppConfig):
    """Đơn vị."""

    name = "districts"
    verbose_name = _("Đơn vị")

    def ready(self) -> None:
        """Name this app's acts, and tell letters the names of the units."""
        from accounts import agenda as agendas
        from dispatches import directories
        from dispatches.lint import facts
        from districts.domain import agenda, directory, handing_on
        from districts.domain.duty_reminders import due_reminders
        from districts.domain.units import names_on
        from outbox import due

        audit_labels.register(ACTIONS, details=DETAILS, codes={"kind": UnitKind})
        agendas.register(agenda.entries)
        handing_on.register_all()
        for migration in JOINT_RULES:
            joint_rules.register(self.name, migration)
        facts.register_units(names_on)
        directories.register(directory.by_name, directory.received_page)
        due.register(due_reminders)
