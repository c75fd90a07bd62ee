"""Systems that are told of events, and what they were told; for the administrator."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.acting import ActButton, ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from consultations.domain import webhooks
from consultations.enums import Event, NotificationState
from consultations.errors import ConsultationRefused
from consultations.forms.subscriptions import SubscriptionForm
from consultations.models import Notification, Subscription
from consultations.views.giving import GiveSecret
from deadlines import clock
from outbox.tasks import ring


class SubscriptionFilters(Filters):
    """Systems by name or address."""

    search_in = ["name", "url"]


class SubscriptionList(ListPage):
    """All systems, the newest first."""

    permission = Permission.INTEGRATION_MANAGE
    template_name = "consultations/integrations/subscriptions.html"
    filters = SubscriptionFilters
    order = "-created"
    file_name = "dang-ky-su-kien"
    empty = Empty(
        title=_("Chưa có hệ thống nào nhận sự kiện"),
        text=_("Cổng báo ngay cho hệ thống đã đăng ký khi phát hành, nhận ý kiến, kết thúc."),
    )
    columns = [
        Column(
            name="name",
            label=_("Hệ thống"),
            value=lambda one: one.name,
            order_by=("name",),
            css="wide",
        ),
        Column(name="url", label=_("Địa chỉ nhận"), value=lambda one: one.url, css="long"),
        Column(
            name="events",
            label=_("Sự kiện"),
            value=lambda one: "; ".join(str(Event(event).label) for event in one.events),
            css="long",
        ),
        Column(
            name="created",
            label=_("Lập lúc"),
            value=lambda one: one.created_at,
            order_by=("created_at", "pk"),
        ),
        Column(name="revoked", label=_("Thôi gửi lúc"), value=lambda one: one.revoked_at),
        Column(
            name="acts",
            label=_("Việc"),
            template="consultations/integrations/_subscription_acts.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[Subscription]:
        """Return all, also those that are told nothing more."""
        return Subscription.objects.all()


class NewSubscription(GiveSecret):
    """Another system."""

    form_class = SubscriptionForm
    template_name = "consultations/integrations/subscription_new.html"
    given = "consultations/integrations/subscription_given.html"
    refused_at = "url"

    def make(self, form: SubscriptionForm) -> tuple[Subscription, str]:
        """Register it."""
        return webhooks.subscribe(**form.cleaned_data, by=self.actor, at=clock.now())


class RevokeSubscription(ActPage):
    """Telling a system nothing more, after saying what that means."""

    permission = Permission.INTEGRATION_MANAGE
    form_class = forms.Form
    template_name = "consultations/integrations/subscription_revoke.html"
    success_url = reverse_lazy("consultations:subscriptions")
    done = _("Đã thôi gửi sự kiện cho hệ thống này.")

    @cached_property
    def subscription(self) -> Subscription:
        """The one of the address."""
        return get_object_or_404(Subscription, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the system and how much waits."""
        waiting = self.subscription.notifications.filter(state=NotificationState.PENDING).count()
        return super().get_context_data(**kwargs) | {
            "subscription": self.subscription,
            "waiting": waiting,
        }

    def act(self, form: forms.Form) -> None:
        """Revoke it."""
        webhooks.revoke(self.subscription, by=self.actor, at=clock.now())


class NotificationFilters(Filters):
    """Notifications by system and state."""

    search_in = ["subscription__name"]

    state = ChoiceFilter(
        label=_("Trạng thái"),
        choices=NotificationState.choices,
        empty_label=_("Mọi trạng thái"),
    )


class NotificationList(ListPage):
    """What was told, the newest first."""

    permission = Permission.INTEGRATION_MANAGE
    template_name = "consultations/integrations/notifications.html"
    filters = NotificationFilters
    order = "-created"
    file_name = "tin-su-kien"
    empty = Empty(title=_("Chưa có tin sự kiện nào"))
    columns = [
        Column(
            name="created",
            label=_("Lập lúc"),
            value=lambda one: one.created_at,
            order_by=("created_at", "pk"),
        ),
        Column(name="system", label=_("Hệ thống"), value=lambda one: one.subscription.name),
        Column(name="event", label=_("Sự kiện"), value=Notification.get_event_display),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=Notification.get_state_display,
            template="outbox/_state.html",
        ),
        Column(name="attempts", label=_("Số lần thử"), value=lambda one: one.attempts),
        Column(
            name="reply", label=_("Hệ thống kia trả lời"), value=lambda one: one.reply, css="long"
        ),
        Column(
            name="acts",
            label=_("Việc"),
            template="consultations/integrations/_notification_acts.html",
        ),
    ]

    def get_queryset(self) -> QuerySet[Notification]:
        """Return all of them."""
        return Notification.objects.select_related("subscription").defer("body")


class Retry(ActButton):
    """Send one again that was given up."""

    permission = Permission.INTEGRATION_MANAGE
    refusals = (ConsultationRefused,)
    done = _("Tin đã được xếp hàng để gửi lại.")
    success_url = reverse_lazy("consultations:notifications")

    def act(self) -> None:
        """Put it back in the queue."""
        notification = get_object_or_404(Notification, pk=self.kwargs["pk"])
        webhooks.retry(notification, by=self.actor, at=clock.now())
        ring("consultations.notify")
