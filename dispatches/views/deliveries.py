"""«Gửi và nhận»: how a document went to its recipients, and what may be done about each."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches import matters
from dispatches.domain import deliveries
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.recipients import outstanding
from dispatches.domain.standing import standing
from dispatches.enums import Channel
from dispatches.errors import DispatchRefused
from dispatches.filters import DeliveryFilters
from dispatches.forms.deliveries import AgainForm, BounceForm, HandOverForm
from dispatches.models import Delivery
from dispatches.views.base import DispatchPage
from dispatches.views.sending import SEND_DELIVERIES, what_leaves
from outbox.tasks import ring


def _way(delivery: Any) -> str:
    way = f"{delivery.get_channel_display()} {delivery.address}".strip()
    return f"{way} ({_('bản chưa ký số')})" if delivery.attached_unsigned else way


def _state(delivery: Delivery) -> str:
    found = standing(delivery)
    return f"{found.state.label}. {found.words}" if found.words else str(found.state.label)


class DeliveryList(DispatchPage, ListPage):
    """All deliveries of a document."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/deliveries/list.html"
    filters = DeliveryFilters
    file_name = "gui-va-nhan"
    order = "recipient"
    empty = Empty(
        title=_("Chưa gửi nơi nào"),
        text=_("Khi văn thư gửi văn bản, mỗi nơi nhận hiện ở đây cùng bằng chứng đã nhận."),
    )
    columns = (
        Column(
            name="recipient",
            label=_("Nơi nhận"),
            value=lambda d: d.recipient,
            order_by=("folded", "attempt"),
            css="wide",
        ),
        Column(
            name="way",
            label=_("Cách gửi"),
            value=_way,
            order_by=("channel", "address"),
            template="dispatches/deliveries/_way.html",
        ),
        Column(
            name="state",
            label=_("Tình trạng"),
            value=_state,
            template="dispatches/deliveries/_state.html",
        ),
        Column(
            name="planned",
            label=_("Gửi lúc"),
            value=lambda d: d.planned_at,
            order_by=("planned_at",),
        ),
    )
    acts = Column(
        name="acts",
        label=_("Thao tác"),
        template="dispatches/deliveries/_acts.html",
        css="num nowrap",
    )

    def get_queryset(self) -> QuerySet[Delivery]:
        """Return them with their evidence, and whether the signed file went by mail."""
        return self.document.deliveries.with_course().with_what_was_attached()

    def get_columns(self) -> tuple[Column, ...]:
        """Offer the acts to those who may."""
        return (*self.columns, self.acts) if self.may_send else self.columns

    @cached_property
    def may_send(self) -> bool:
        allowed = allows(self.actor, Permission.DISPATCH_DELIVER)
        return allowed and deliveries.may_be_sent(self.document)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "outstanding": len(outstanding(self.document)) if self.may_send else 0,
            "matter": matters.of(self.document),
            "leaves": outgoing_file(self.document),
        }


class OfDelivery(DispatchPage, ActPage):
    """An act on one delivery."""

    permission = Permission.DISPATCH_DELIVER
    refusals = (DispatchRefused,)

    @cached_property
    def delivery(self) -> Delivery:
        found = Delivery.objects.with_course().select_related("dispatch__kind", "dispatch__book")
        return get_object_or_404(found, pk=self.kwargs["delivery"])

    @cached_property
    def document(self) -> Any:
        return self.delivery.dispatch

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "delivery": self.delivery,
            "standing": standing(self.delivery),
            "back": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        return reverse("dispatches:deliveries", args=[self.delivery.dispatch_id])


class SendAgain(OfDelivery):
    """Send again, to the same or another address or another way."""

    template_name = "dispatches/deliveries/send_again.html"
    form_class = AgainForm
    done = _("Đã ghi lần gửi lại.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"unit": self.delivery.unit}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what leaves without signatures."""
        return super().get_context_data(**kwargs) | what_leaves(self.document, [self.delivery.copy])

    def get_initial(self) -> dict[str, Any]:
        return {"channel": self.delivery.channel, "address": self.delivery.address}

    def act(self, form: AgainForm) -> None:
        data = form.cleaned_data
        deliveries.send_again(
            self.delivery,
            channel=Channel(data["channel"]),
            address=data["address"],
            reason=data["reason"],
            by=self.actor,
            at=clock.now(),
        )
        ring(SEND_DELIVERIES)


class HandOver(OfDelivery):
    """Record that somebody got it on paper."""

    template_name = "dispatches/deliveries/hand_over.html"
    form_class = HandOverForm
    done = _("Đã ghi việc giao trực tiếp.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": clock.today()}

    def act(self, form: HandOverForm) -> None:
        deliveries.record_hand_over(
            self.delivery, **form.cleaned_data, by=self.actor, at=clock.now()
        )


class RecordBounce(OfDelivery):
    """Record that the mail came back."""

    template_name = "dispatches/deliveries/bounce.html"
    form_class = BounceForm
    done = _("Đã ghi thư bị trả lại.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": clock.today()}

    def act(self, form: BounceForm) -> None:
        deliveries.record_bounce(self.delivery, **form.cleaned_data, by=self.actor, at=clock.now())
