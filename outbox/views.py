"""Pages on outgoing mail: the list, one message, and sending a failed one again."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.acting import ActButton
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from outbox import checks
from outbox.columns import COLUMNS, EMPTY
from outbox.domain.messages import retry
from outbox.domain.sight import seen_by
from outbox.enums import MessageState
from outbox.errors import RetryRefused
from outbox.filters import MessageFilters
from outbox.models import Message


class MessageList(ListPage):
    """All messages, the newest first (thư đi)."""

    permission = Permission.OUTBOX_VIEW
    template_name = "outbox/list.html"
    filters = MessageFilters
    columns = COLUMNS
    order = "-created"
    file_name = "thu-di"
    empty = EMPTY

    def get_queryset(self) -> QuerySet[Message]:
        """Return those that this user may see, without the long texts."""
        return seen_by(self.actor).defer("text", "html")


class MessageDetail(PermissionRequired, DetailView):
    """One message as it leaves, and what the mail server said."""

    permission = Permission.OUTBOX_VIEW
    template_name = "outbox/detail.html"
    context_object_name = "mail"  # «messages» are Django's notices to the user

    def get_queryset(self) -> QuerySet[Message]:
        """Return the messages that this user may see."""
        return seen_by(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kind's name and whether this user may send it again."""
        failed = self.object.state == MessageState.FAILED
        return super().get_context_data(**kwargs) | {
            "kind": checks.label(self.object.kind),
            "text": checks.shown_text(self.object),
            "attachments": self.object.attachments.order_by("pk"),
            "may_retry": failed and allows(self.request.user, Permission.OUTBOX_RETRY),
        }


class MessageRetry(ActButton):
    """Send a failed message again."""

    permission = Permission.OUTBOX_RETRY
    refusals = (RetryRefused,)
    done = _("Thư đã được xếp hàng để gửi lại.")

    def act(self) -> None:
        """Put it back in the queue."""
        message = get_object_or_404(seen_by(self.actor), pk=self.kwargs["pk"])
        retry(message, by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Return to the message."""
        return reverse("outbox:detail", args=[self.kwargs["pk"]])
