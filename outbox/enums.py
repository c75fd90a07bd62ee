"""States of a message on its way out, and how an attempt to send it can end."""

from enum import Enum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Where a message stands; SENT means accepted by the mail server, not read."""

    PENDING = "pending", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Máy chủ thư đã nhận")
    FAILED = "failed", _("Không gửi được")
    STALE = "stale", _("Không còn cần gửi")


class Outcome(Enum):
    """How one attempt ended.

    UNCLEAR says that no answer came: the line broke after the text had left, or our own code broke.
    """

    ACCEPTED = auto()
    REFUSED = auto()
    DEFERRED = auto()
    UNCLEAR = auto()
    NOT_NEEDED = auto()
