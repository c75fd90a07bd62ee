"""What leaves by e-mail: one row per message and recipient."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outbox.enums import MessageState


class Message(models.Model):
    """One e-mail to one recipient (thư). The unique key decides that it exists once.

    `topic_type` and `topic_id` name what it is about without a foreign key upwards,
    for example «consultations.consultee» and the consultee's id.
    """

    # Room for a kind, an id and the longest address (RFC 5321, 4.5.3.1).
    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(_("loại thư"), max_length=40)
    topic_type = models.CharField(max_length=60)
    topic_id = models.BigIntegerField()
    to_name = models.CharField(_("người nhận"), max_length=200)
    to_address = models.EmailField(_("địa chỉ"))
    subject = models.CharField(_("tiêu đề"), max_length=300)
    text = models.TextField(_("nội dung"))
    html = models.TextField(blank=True)
    # Recipient and subject without marks, so that both databases search alike.
    folded = models.TextField(editable=False)
    message_id = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(_("lập lúc"), help_text="portal time; the Date header")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=MessageState, default=MessageState.PENDING
    )
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    faults = models.PositiveIntegerField(
        default=0, help_text="attempts that ended without an answer from the mail server"
    )
    # Real time, not portal time: leases and retries are about processes, not about deadlines.
    next_try_at = models.DateTimeField(null=True, help_text="empty: at once")
    lease_until = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(_("máy chủ nhận lúc"), null=True, help_text="portal time")
    failed_at = models.DateTimeField(_("hỏng lúc"), null=True, help_text="portal time")
    server_reply = models.CharField(_("máy chủ trả lời"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("thư")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["topic_type", "topic_id", "kind"]),
            models.Index(fields=["state", "next_try_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values), name="outbox_message_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, accepted_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(accepted_at__isnull=True)),
                name="outbox_message_sent_means_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.FAILED, failed_at__isnull=False)
                | (~Q(state=MessageState.FAILED) & Q(failed_at__isnull=True)),
                name="outbox_message_failed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENDING, lease_until__isnull=False)
                | (~Q(state=MessageState.SENDING) & Q(lease_until__isnull=True)),
                name="outbox_message_lease_while_sending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_address}"


class Attachment(models.Model):
    """A stored file that leaves with a message; its hash is checked before it leaves."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=100)
    path = models.CharField(max_length=200, help_text="name in the default storage")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("tệp kèm thư")

    def __str__(self) -> str:
        return self.name


class DueTold(models.Model):
    """That a person was told of a due thing at one stage, and by which message (đã nhắc)."""

    key = models.CharField(max_length=300, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("hạn"))
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="told")

    class Meta:
        verbose_name = _("việc đã nhắc")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.key
