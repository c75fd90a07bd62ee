"""When a message is tried again and when it is given up. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from outbox.enums import MessageState, Outcome

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(days=2)
# Each attempt without an answer may have left a copy, or may have killed the process that made it.
MAX_FAULTS = 8


@dataclass(frozen=True)
class Verdict:
    """What becomes of a message after an attempt; `delay` only where it stays pending."""

    state: MessageState
    delay: timedelta | None = None


SENT = Verdict(MessageState.SENT)
FAILED = Verdict(MessageState.FAILED)
STALE = Verdict(MessageState.STALE)


def delay_after(attempts: int) -> timedelta:
    """Wait after the n-th attempt: 10 s, doubled each time, never more than 15 minutes."""
    return min(FIRST_DELAY * 2 ** min(attempts - 1, 10), LONGEST_DELAY)


def is_worth_another(attempts: int) -> bool:
    """Say whether the waits so far stay under two days.

    Waits are counted, not the calendar: a worker that was off for a week costs no attempt.
    """
    return sum(map(delay_after, range(1, attempts)), timedelta()) < GIVE_UP_AFTER


def verdict(outcome: Outcome, *, attempts: int, faults: int) -> Verdict:
    """Decide what becomes of a message after `attempts`, `faults` of them without an answer."""
    match outcome:
        case Outcome.ACCEPTED:
            return SENT
        case Outcome.REFUSED:
            return FAILED
        case Outcome.NOT_NEEDED:
            return STALE
    if faults >= MAX_FAULTS or not is_worth_another(attempts):
        return FAILED
    return Verdict(MessageState.PENDING, delay_after(attempts))


def message_id(key: str, *, host: str) -> str:
    """Name the e-mail after its key, so that all copies bear one name (RFC 5322, 3.6.4).

    The key is hashed: it may hold letters and signs that a Message-ID may not.
    """
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"
