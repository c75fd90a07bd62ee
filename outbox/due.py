"""What is due for whom: apps name it, the daily digest tells it (nhắc việc).

An app registers a finder in its `AppConfig.ready`. A finder answers for a moment: everything that
is due and still wants somebody, whether or not he was told. Who was told what is for the digest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that a person is to be told once for each stage and date.

    `what` is the thing («agreement.expiry:12»), `stage` how near it is («180», «90», «overdue»);
    when `on` moves, it is told anew. `title` is a Vietnamese line, `path` its page in the portal.
    What `waits` has no limit: `on` is then the day since which it does.
    """

    what: str
    stage: str
    on: date
    to: User
    title: str
    path: str
    waits: bool = False

    @property
    def key(self) -> str:
        """What makes it one: thing, person, stage and date."""
        return f"{self.what}:{self.to.pk}:{self.stage}:{self.on:%Y%m%d}"


def waiting_stage(since: date, today: date) -> str:
    """Return the stage of what waits for somebody without a limit: new, then each week anew."""
    weeks = (today - since).days // DAYS_OF_A_WEEK
    return f"week-{weeks}" if weeks > 0 else "new"


Finder = Callable[[datetime], Iterable[Due]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: moment -> all that is due then."""
    if finder not in _finders:
        _finders.append(finder)


def everything(at: datetime) -> list[Due]:
    """Return all that is due, the nearest first."""
    found = [due for finder in _finders for due in finder(at)]
    return sorted(found, key=lambda due: (due.on, due.what, due.to.pk))
