"""The columns of the list of outgoing mail (thư đi)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.columns import Column, Empty
from outbox import checks
from outbox.models import Message

COLUMNS = (
    Column(
        name="to",
        label=_("Người nhận"),
        value=lambda message: message.to_name,
        order_by=("to_name",),
        url=lambda message: reverse("outbox:detail", args=[message.pk]),
        css="wide",
    ),
    Column(
        name="address",
        label=_("Địa chỉ"),
        value=lambda message: message.to_address,
        order_by=("to_address",),
    ),
    Column(name="subject", label=_("Tiêu đề"), value=lambda message: message.subject, css="long"),
    Column(
        name="kind",
        label=_("Loại thư"),
        value=lambda message: checks.label(message.kind),
        order_by=("kind",),
    ),
    Column(
        name="state",
        label=_("Trạng thái"),
        value=Message.get_state_display,
        order_by=("state",),
        template="outbox/_state.html",
    ),
    Column(
        name="created",
        label=_("Lập lúc"),
        value=lambda message: message.created_at,
        order_by=("created_at",),
    ),
    Column(name="reply", label=_("Máy chủ trả lời"), value=lambda message: message.server_reply),
)

EMPTY = Empty(
    title=_("Chưa có thư nào"),
    text=_("Thư được lập khi phát hành công văn, nhắc hạn hoặc báo nhận ý kiến."),
)
