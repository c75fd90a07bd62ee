"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Migrations that bring rules over several tables.
JOINT_RULES = (
    "0018_what_follows_closing",
    "0019_comments_of_closed_rounds",
    "0024_terms_from_receipt",
    "0025_discarded_rounds",
    "0027_withdrawn_entries",
    "0029_corrected_receipts",
)


class ConsultationsConfig(AppConfig):
    """Lấy ý kiến."""

    name = "consultations"
    verbose_name = _("Lấy ý kiến")

    def ready(self) -> None:
        """Tell the lower apps what this one knows about its letters and its messages."""
        _register_with_lower_apps()
        _register_with_dispatches()
        _register_mails()


def _register_with_lower_apps() -> None:
    from accounts import agenda as agendas
    from accounts import audit_labels, joint_rules
    from consultations.audit_labels import ACTIONS, DETAILS
    from consultations.domain import agenda, agreement_opinions, answers_due, handing_on
    from consultations.enums import ContactKind, Decision, Outcome
    from outbox import due
    from partners import leads

    for migration in JOINT_RULES:
        joint_rules.register("consultations", migration)
    audit_labels.register(
        ACTIONS,
        details=DETAILS,
        codes={"outcomes": Outcome, "decision": Decision, "contact": ContactKind},
    )
    agendas.register(agenda.entries)
    handing_on.register_all()
    due.register(answers_due.due_reminders)
    leads.register(agreement_opinions.leads_of)


def _register_with_dispatches() -> None:
    from consultations.domain import answer_letters, in_step, readiness, replying, unit_letters
    from dispatches import (
        cautions,
        consequences,
        groups,
        guards,
        known_numbers,
        matters,
        replies,
    )

    guards.register(readiness.issue_guard)
    guards.register(in_step.issue_guard)
    cautions.register(readiness.cautions)
    consequences.register(readiness.mails_of_issuing)
    groups.register(answer_letters.units_told)
    known_numbers.register(unit_letters.numbers)
    matters.register(readiness.matter_of)
    replies.register(replying)


def _register_mails() -> None:
    from consultations.domain import calls, link_mails, notices, reminders
    from outbox import checks

    # Kinds whose mails leave with personal links, and whether one is still worth sending.
    with_links = {
        notices.CALL: (calls.still_useful, _("Công văn lấy ý kiến")),
        notices.REMINDER: (reminders.still_useful, _("Nhắc trả lời")),
        notices.REOPENING: (reminders.still_running, _("Báo mở lại")),
        link_mails.LINK: (link_mails.still_useful, _("Liên kết cá nhân")),
    }
    for kind, (still_useful, label) in with_links.items():
        checks.register(kind, still_useful, label=label, leaving=link_mails.with_links)
    checks.register(notices.EXTENSION, reminders.still_useful, label=_("Báo gia hạn"))
    checks.register(
        notices.RECEIPT_CORRECTED, reminders.still_useful, label=_("Báo tính lại thời hạn")
    )
    always = {
        notices.RECEIPT: _("Phiếu tiếp nhận"),
        notices.ANSWERS: _("Kết quả tiếp thu, giải trình"),
        notices.CANCELLATION: _("Báo hủy lấy ý kiến"),
        notices.WITHDRAWAL: _("Báo rút kết quả nhập"),
    }
    for kind, label in always.items():
        checks.register(kind, label=label)
    _register_internal_mails()


def _register_internal_mails() -> None:
    """What stays within a unit."""
    from consultations.domain import checking_mails, contribution_mails
    from outbox import checks

    checks.register(
        checking_mails.HANDED_IN,
        checking_mails.still_waits,
        label=_("Trình kiểm tra"),
        internal=True,
    )
    checks.register(
        contribution_mails.ASKED,
        contribution_mails.still_useful,
        label=_("Đề nghị phòng, ban tham gia ý kiến"),
        leaving=contribution_mails.with_link,
        internal=True,
    )
    checks.register(checking_mails.RETURNED, label=_("Trả lại bản ý kiến"), internal=True)
    checks.register(contribution_mails.WRITTEN, label=_("Phòng, ban đã gửi ý kiến"), internal=True)
