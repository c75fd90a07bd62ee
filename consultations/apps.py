"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Lấy ý kiến."""

    name = "consultations"
    verbose_name = _("Lấy ý kiến")

    def ready(self) -> None:
        """Tell the lower apps what this one knows about its letters and its messages."""
        from accounts import agenda as agendas
        from accounts import audit_labels
        from consultations.audit_labels import ACTIONS, DETAILS
        from consultations.domain import (
            agenda,
            calls,
            handing_on,
            link_mails,
            notices,
            readiness,
            reminders,
            replying,
        )
        from consultations.enums import Outcome
        from dispatches import consequences, guards, matters, replies
        from outbox import checks

        audit_labels.register(ACTIONS, details=DETAILS, codes={"outcomes": Outcome})
        agendas.register(agenda.entries)
        handing_on.register_all()
        guards.register(readiness.issue_guard)
        consequences.register(readiness.mails_of_issuing)
        matters.register(readiness.matter_of)
        replies.register(replying)
        checks.register(
            notices.CALL,
            calls.still_useful,
            label=_("Công văn lấy ý kiến"),
            leaving=link_mails.with_links,
        )
        checks.register(
            notices.REMINDER,
            reminders.still_useful,
            label=_("Nhắc trả lời"),
            leaving=link_mails.with_links,
        )
        checks.register(
            link_mails.LINK,
            link_mails.still_useful,
            label=_("Liên kết cá nhân"),
            leaving=link_mails.with_links,
        )
        checks.register(notices.EXTENSION, reminders.still_useful, label=_("Báo gia hạn"))
        checks.register(notices.RECEIPT, label=_("Phiếu tiếp nhận"))
