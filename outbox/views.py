"""Pages on outgoing mail: the list, one message, and sending a failed one again."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from accounts.access import PermissionRequired
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from outbox import checks
from outbox.columns import COLUMNS, EMPTY
from outbox.domain.messages import retry
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
        """Return all of them, without the long texts."""
        return Message.objects.defer("text", "html")


class MessageDetail(PermissionRequired, DetailView):
    """One message as it leaves, and what the mail server said."""

    permission = Permission.OUTBOX_VIEW
    template_name = "outbox/detail.html"
    model = Message
    context_object_name = "mail"  # «messages» are Django's notices to the user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kind's name and whether this user may send it again."""
        failed = self.object.state == MessageState.FAILED
        return super().get_context_data(**kwargs) | {
            "kind": checks.label(self.object.kind),
            "attachments": self.object.attachments.order_by("pk"),
            "may_retry": failed and allows(self.request.user, Permission.OUTBOX_RETRY),
        }


class MessageRetry(PermissionRequired):
    """Send a failed message again."""

    permission = Permission.OUTBOX_RETRY

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it back in the queue; the page says whether that was possible."""
        message = get_object_or_404(Message, pk=pk)
        try:
            retry(message, by=request.user, at=clock.now())
        except RetryRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thư đã được xếp hàng để gửi lại."))
        return redirect("outbox:detail", pk)
