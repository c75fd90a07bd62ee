"""Other systems that are told of events, and what each was told."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Event, NotificationState

USER = settings.AUTH_USER_MODEL


class Subscription(models.Model):
    """An address of another system that is told of events (đăng ký nhận sự kiện).

    The secret with which messages are signed is in no column: it is made of `nonce` and the
    portal's secret key.
    """

    name = models.CharField(_("hệ thống"), max_length=120)
    url = models.URLField(_("địa chỉ nhận"), max_length=500)
    events = models.JSONField(_("sự kiện"), default=list)
    nonce = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))
    revoked_at = models.DateTimeField(_("thôi gửi lúc"), null=True)

    class Meta:
        verbose_name = _("đăng ký nhận sự kiện")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(events=[]), name="consultations_subscription_has_event"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Notification(models.Model):
    """One event told to one system (tin sự kiện); the unique key decides that it is told once."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="notifications"
    )
    key = models.CharField(max_length=100)
    event = models.CharField(_("sự kiện"), max_length=30, choices=Event)
    event_id = models.UUIDField(unique=True, default=uuid4)
    body = models.TextField()
    created_at = models.DateTimeField(_("lập lúc"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=NotificationState, default=NotificationState.PENDING
    )
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    # Real time, as in the outbox.
    next_try_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(_("xong lúc"), null=True)
    reply = models.CharField(_("hệ thống kia trả lời"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tin sự kiện")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "key"], name="consultations_notification_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=NotificationState.values),
                name="consultations_notification_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state=NotificationState.SENDING, lease_until__isnull=False)
                | (~Q(state=NotificationState.SENDING) & Q(lease_until__isnull=True)),
                name="consultations_notification_lease_while_sending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.subscription}"
