"""How the portal is: what its monitor wants to know every minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Min, Q

from coop_portal import broker, heartbeats
from dispatches.uploads import scanning
from outbox.domain import sending
from outbox.enums import MessageState
from outbox.models import Message

STALE_PROCESS = timedelta(minutes=5)
STALE_MAIL = timedelta(minutes=10)
SCANNER_SECONDS = 2.0


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `age` in seconds, None where there is none. No secrets, no addresses.

    `note` is what its state alone does not say.
    """

    name: str
    well: bool
    age: int | None = None
    note: str = ""


def examine(*, now: datetime, wall: datetime) -> list[Finding]:
    """Look at everything, at portal time `now` and real time `wall`.

    What the database would tell is missing when it does not answer.
    """
    broker_answers = Finding("broker", broker.answers())
    try:
        return [
            Finding("database", well=True),
            broker_answers,
            _scanner(),
            *(_process(name, age) for name, age in heartbeats.ages(wall).items()),
            _mail(now, wall),
        ]
    except DatabaseError:
        return [Finding("database", well=False), broker_answers, _scanner()]


def _scanner() -> Finding:
    """Ask the malware scanner; a portal without one works, and says so."""
    scanner = scanning.scanner(SCANNER_SECONDS)
    if scanner is None:
        return Finding("malware_scanner", well=True, note="not configured")
    return Finding("malware_scanner", scanner.answers())


def _process(name: str, age: timedelta | None) -> Finding:
    return Finding(name, age is not None and age < STALE_PROCESS, _seconds(age))


def _mail(now: datetime, wall: datetime) -> Finding:
    """Look at the oldest unsent mail; waiting for another try at a slow server is no fault."""
    overdue = sending.due(wall).filter(
        Q(next_try_at=None, created_at__lt=now - STALE_MAIL) | Q(next_try_at__lt=wall - STALE_MAIL)
    )
    unsent = Message.objects.filter(state__in=(MessageState.PENDING, MessageState.SENDING))
    oldest = unsent.aggregate(at=Min("created_at"))["at"]
    return Finding("oldest_unsent_mail", not overdue.exists(), _seconds(oldest and now - oldest))


def _seconds(age: timedelta | None) -> int | None:
    return None if age is None else int(age.total_seconds())
