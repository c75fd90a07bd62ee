"""App configuration."""

from django.apps import AppConfig
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels, joint_rules
from partners.agreement_audit import AGREEMENT_ACTIONS, AGREEMENT_CODES, AGREEMENT_DETAILS
from partners.enums import Cancellation, PartnerTier, Stage

ACTIONS = {
    "partner.created": _("Lập đối tác"),
    "partner.changed": _("Sửa thông tin đối tác"),
    "partner.merged": _("Gộp hồ sơ đối tác"),
    "partner.imported": _("Nhập danh sách đối tác từ tệp"),
    "contact.added": _("Thêm đầu mối của đối tác"),
    "contact.changed": _("Sửa đầu mối của đối tác"),
    "proposal.made": _("Đề xuất đối tác"),
    "proposal.accepted": _("Tiếp nhận đề xuất đối tác"),
    "proposal.declined": _("Không tiếp nhận đề xuất đối tác"),
    **AGREEMENT_ACTIONS,
    "relation.started": _("Ghi quan hệ hợp tác"),
    "relation.changed": _("Sửa thông tin quan hệ"),
    "relation.stage_changed": _("Chuyển giai đoạn quan hệ"),
    "relation.stage_corrected": _("Đính chính diễn biến quan hệ"),
    "relation.stage_confirmed": _("Xác nhận diễn biến do đơn vị ghi"),
    "relation.handed_on": _("Chuyển quan hệ sang đơn vị kế thừa"),
    "activity.handed_on": _("Chuyển việc tiếp theo sang đơn vị kế thừa"),
    "relation.snoozed": _("Tạm hoãn nhắc quan hệ"),
    "activity.recorded": _("Ghi hoạt động"),
    "activity.changed": _("Sửa hoạt động"),
    "activity.step_done": _("Ghi xong việc tiếp theo"),
    "activity.cancelled": _("Hủy hoạt động"),
    "activity.restored": _("Khôi phục hoạt động đã hủy"),
    "activity.file_added": _("Thêm tài liệu của hoạt động"),
    "activity.file_removed": _("Bỏ tài liệu của hoạt động"),
    "examples.removed": _("Xóa các bản ghi ví dụ"),
}
DETAILS = {
    "partner": _("Đối tác"),
    "stage": _("Giai đoạn"),
    "until": _("Đến ngày"),
    "names": _("Tên khác"),
    "country": _("Nước"),
    "tier": _("Cấp"),
    "parent": _("Thuộc"),
    "told_apart_by": _("Ghi chú phân biệt"),
    "fields": _("Lĩnh vực"),
    "profile": _("Giới thiệu"),
    "channel": _("Kênh liên hệ"),
    "merged": _("Hồ sơ được gộp"),
    "moved": _("Số bản ghi đã chuyển"),
    "made": _("Số đối tác đã lập"),
    "removed": _("Số bản ghi đã xóa"),
    "file": _("Tệp"),
    "cancelled_as": _("Hủy vì"),
    "cancelled_because": _("Vì sao hủy"),
    **AGREEMENT_DETAILS,
}

CODES: dict[str, type[TextChoices]] = {
    "stage": Stage,
    "tier": PartnerTier,
    "cancelled_as": Cancellation,
    **AGREEMENT_CODES,
}
# Migrations that bring rules over several tables.
JOINT_RULES = (
    "0016_what_was_signed_stays",
    "0020_parties_hold",
    "0021_corrected_stages",
    "0028_agreements_hold_more",
    "0030_own_word",
    "0033_place_in_its_country",
    "0034_marks_taken_back",
)


class PartnersConfig(AppConfig):
    """Đối tác."""

    name = "partners"
    verbose_name = _("Đối tác")

    def ready(self) -> None:
        """Name this app's acts; tell letters names, duties what was signed, people what is due."""
        from accounts import agenda as agendas
        from dispatches import counterparts as register_of_partners
        from dispatches import leads
        from dispatches.lint import facts
        from districts import signings, succeeding
        from outbox import due
        from partners.domain import (
            agenda,
            agreement_reminders,
            contact_days,
            counterparts,
            dossier_leads,
            handing_on,
            lapsed,
            next_steps,
            own_word,
            proposals,
            silence,
        )
        from partners.domain.partners import all_names
        from partners.domain.signings import signed_for
        from partners.forms.counterparts import choose

        audit_labels.register(ACTIONS, details=DETAILS, codes=CODES)
        for migration in JOINT_RULES:
            joint_rules.register(self.name, migration)
        agendas.register(agenda.entries)
        handing_on.register_all()
        register_of_partners.register(
            register_of_partners.Register(by_code=counterparts.by_code, choose=choose)
        )
        leads.register(dossier_leads.candidates_of)
        facts.register_names(all_names)
        signings.register(signed_for)
        succeeding.register(contact_days.units_followed)
        for reminding in (silence, lapsed, own_word, next_steps, proposals, agreement_reminders):
            due.register(reminding.due_reminders)
