"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts import audit_labels

ACTIONS = {
    "message.queued": _("Lập thư"),
    "message.accepted": _("Máy chủ thư nhận thư"),
    "message.failed": _("Không gửi được thư"),
    "message.dropped": _("Bỏ thư không còn cần gửi"),
    "message.retried": _("Gửi lại thư"),
}
DETAILS = {"to": _("Người nhận"), "server_reply": _("Máy chủ thư trả lời")}


class OutboxConfig(AppConfig):
    """Thư đi."""

    name = "outbox"
    verbose_name = _("Thư đi")

    def ready(self) -> None:
        """Name this app's acts for readers of the audit trail, and its own kind of message."""
        from outbox import checks
        from outbox.domain import digest

        audit_labels.register(ACTIONS, details=DETAILS)
        checks.register(digest.DIGEST, digest.still_useful, label=_("Nhắc việc trong ngày"))
