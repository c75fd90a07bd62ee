"""What the apps that write messages say about their kinds; filled once, when the apps start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from outbox.models import Message

StillUseful = Callable[[Message, datetime], bool]
Shown = Callable[[Message], str]
Leaving = Callable[[Message], str]


def _always(_message: Message, _at: datetime) -> bool:
    return True


def _whole(message: Message) -> str:
    return message.text


@dataclass(frozen=True)
class Kind:
    """A kind of message (loại thư): its name on pages, and whether one is still worth sending.

    `shown` is the text as the portal's own pages show it: without what is for the recipient only.
    `leaving` is the text as it leaves: with what is kept nowhere and only put in on the way out.
    `internal` mail stays within a unit: the department sees nothing of it, and who looks after the
    mail server only that it was sent.
    """

    label: str | Promise
    still_useful: StillUseful = _always
    shown: Shown = _whole
    leaving: Leaving = _whole
    internal: bool = False


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    still_useful: StillUseful = _always,
    *,
    label: str | Promise = "",
    shown: Shown = _whole,
    leaving: Leaving = _whole,
    internal: bool = False,
) -> None:
    """Make a kind known; `label` is Vietnamese and may be lazy."""
    _kinds[kind] = Kind(label or kind, still_useful, shown, leaving, internal)


def internal_kinds() -> list[str]:
    """Return the kinds of mail that stay within a unit."""
    return [name for name, kind in _kinds.items() if kind.internal]


def still_useful(message: Message, at: datetime) -> bool:
    """Ask, just before sending, whether the recipient still needs it (answered meanwhile: no)."""
    kind = _kinds.get(message.kind)
    return kind is None or kind.still_useful(message, at)


def shown_text(message: Message) -> str:
    """Return the text of a message as the portal's own pages show it."""
    kind = _kinds.get(message.kind)
    if kind and kind.internal:
        return _("Thư trong nội bộ đơn vị; nội dung không hiện ở đây.")
    return kind.shown(message) if kind else message.text


def leaving_text(message: Message) -> str:
    """Return the text of a message as it leaves."""
    kind = _kinds.get(message.kind)
    return kind.leaving(message) if kind else message.text


def label(kind: str) -> str:
    """Return the name of a kind, or its code if no app has named it."""
    return labels().get(kind, kind)


def labels() -> dict[str, str]:
    """Return the names of all kinds, for pages and filters."""
    return {name: str(kind.label) for name, kind in _kinds.items()}
