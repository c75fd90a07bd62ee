"""Which of a unit's answers counts (bản được tính)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Version(Protocol):
    """One submitted version of an answer."""

    @property
    def version(self) -> int: ...

    @property
    def received_at(self) -> datetime: ...

    @property
    def is_late(self) -> bool: ...

    @property
    def shut_out(self) -> bool: ...


Answer = TypeVar("Answer", bound=Version)


def counted(answers: Iterable[Answer]) -> Answer | None:
    """Return the last version that came in time; else the last before closing; else None.

    The last is the one received last: a letter may be entered after an answer that came later.

    A late version never replaces one that came in time: it is kept and marked. What comes after
    closing is shut out, for the outcome is written, until the round is opened again.
    """
    before_closing = [answer for answer in answers if not answer.shut_out]
    in_time = [answer for answer in before_closing if not answer.is_late]
    return max(in_time or before_closing, key=_received, default=None)


def _received(answer: Version) -> tuple[datetime, int]:
    return answer.received_at, answer.version
