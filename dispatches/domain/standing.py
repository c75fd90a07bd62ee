"""How a delivery stands, read from its evidence and never stored (tình trạng gửi)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispatches.enums import Channel, CopyState
from dispatches.models import Delivery
from outbox.domain.transmission import AUTHENTICATION_REQUIRED
from outbox.enums import MessageState
from outbox.models import Message


class State(TextChoices):
    """What may be said of a delivery; the order of the questions is that of `standing`."""

    REPLACED = "replaced", _("Đã gửi lại lần khác")
    HANDED = "handed", _("Đã giao trực tiếp")
    OPENED = "opened", _("Nơi nhận đã mở")
    BOUNCED = "bounced", _("Thư bị trả lại")
    CANCELLED = "cancelled", _("Văn bản đã hủy")
    NO_COPY = "no_copy", _("Bản gửi riêng không tạo được")
    NO_FILE = "no_file", _("Chờ bản PDF")
    TO_HAND = "to_hand", _("Chờ giao")
    IN_PORTAL = "in_portal", _("Đã đưa lên cổng, chưa mở")
    WAITING = "waiting", _("Chờ gửi")
    DEFERRED = "deferred", _("Đang gửi lại sau lỗi tạm thời")
    ACCEPTED = "accepted", _("Máy chủ thư đã nhận")
    REFUSED = "refused", _("Máy chủ thư từ chối")
    GIVEN_UP = "given_up", _("Không gửi được")
    DROPPED = "dropped", _("Thư bị bỏ, không gửi")


TONES = {
    State.REPLACED: ("idle", "arrow-return-right"),
    State.HANDED: ("ok", "hand-thumbs-up"),
    State.OPENED: ("ok", "envelope-open"),
    State.BOUNCED: ("bad", "envelope-x"),
    State.CANCELLED: ("idle", "x-octagon"),
    State.NO_COPY: ("bad", ""),
    State.NO_FILE: ("idle", "clock"),
    State.TO_HAND: ("but", "person-walking"),
    State.IN_PORTAL: ("but", "inbox"),
    State.WAITING: ("idle", "clock"),
    State.DEFERRED: ("but", "arrow-repeat"),
    State.ACCEPTED: ("ok", "envelope-check"),
    State.REFUSED: ("bad", ""),
    State.GIVEN_UP: ("bad", ""),
    State.DROPPED: ("bad", "dash-circle"),
}
# What somebody has to do something about; the same as `standing` says, asked of the database.
TROUBLED = (
    Q(successor__isnull=True, hand_overs__isnull=True, opened_at__isnull=True)
    & Q(dispatch__cancellation__isnull=True)
    & (
        Q(copy__state=CopyState.FAILED)
        | Q(bounce__isnull=False)
        | Q(message__state__in=[MessageState.FAILED, MessageState.STALE])
    )
)


@dataclass(frozen=True)
class Standing:
    """A state, since when, and more words about it: the server's, or who opened or got it."""

    state: State
    since: datetime | date | None = None
    words: str | Promise = ""

    @property
    def tone(self) -> str:
        return TONES[self.state][0]

    @property
    def sign(self) -> str:
        return TONES[self.state][1]


def standing(delivery: Delivery) -> Standing:
    """Say how the delivery stands: what happened last and counts most comes first."""
    if successor := getattr(delivery, "successor", None):
        return Standing(State.REPLACED, successor.planned_at, successor.reason)
    return _arrived(delivery) or _on_its_way(delivery)


def _arrived(delivery: Delivery) -> Standing | None:
    if handed := next(iter(delivery.hand_overs.all()), None):
        return Standing(State.HANDED, handed.on, handed.person)
    if delivery.opened_at:
        who = delivery.opened_by.full_name if delivery.opened_by else _("bằng liên kết trong thư")
        return Standing(State.OPENED, delivery.opened_at, who)
    return None


def _on_its_way(delivery: Delivery) -> Standing:
    if bounce := getattr(delivery, "bounce", None):
        return Standing(State.BOUNCED, bounce.on, bounce.words)
    if delivery.message and delivery.message.state == MessageState.SENT:
        return _of_mail(delivery.message)
    if getattr(delivery.dispatch, "cancellation", None):
        return Standing(State.CANCELLED)
    if delivery.channel == Channel.PAPER:
        return Standing(State.TO_HAND, delivery.planned_at)
    if delivery.copy and delivery.copy.state == CopyState.FAILED:
        return Standing(State.NO_COPY, None, delivery.copy.problem)
    if delivery.message:
        return _of_mail(delivery.message)
    return _unwritten(delivery)


def _unwritten(delivery: Delivery) -> Standing:
    made = delivery.copy.state == CopyState.MADE if delivery.copy else delivery.dispatch.pdf_id
    if not made:
        return Standing(State.NO_FILE, delivery.planned_at)
    state = State.IN_PORTAL if delivery.channel == Channel.PORTAL else State.WAITING
    return Standing(state, delivery.planned_at)


def _of_mail(mail: Message) -> Standing:
    match mail.state:
        case MessageState.SENT:
            return Standing(State.ACCEPTED, mail.accepted_at)
        case MessageState.FAILED:
            state = State.REFUSED if _is_refusal(mail.server_reply) else State.GIVEN_UP
            return Standing(state, mail.failed_at, mail.server_reply)
        case MessageState.STALE:
            return Standing(State.DROPPED, mail.created_at)
    if mail.server_reply:
        return Standing(State.DEFERRED, mail.created_at, mail.server_reply)
    return Standing(State.WAITING, mail.created_at)


def _is_refusal(reply: str) -> bool:
    """A reply of the 5xx kind, but for the one about our own password."""
    return reply.startswith("5") and not reply.startswith(str(AUTHENTICATION_REQUIRED))
