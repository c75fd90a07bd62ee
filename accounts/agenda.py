"""The days that matter to a person (lịch công việc): apps name them, pages and feeds show them.

An app registers a finder in its `AppConfig.ready`. A finder answers for one person and a span of
days, and gives only what that person may see today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.models import User


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """A thing on its day.

    `key` tells it from all others and stays when the day moves («round.deadline:12»); `kind` says
    what sort of day it is, `title` what it is about, `path` where it is in the portal.
    """

    key: str
    day: date
    kind: str | Promise
    title: str
    path: str
    done: bool = False
    on_desk: bool = False  # the first page shows it anyway, in a place of its own


@dataclass(frozen=True, kw_only=True)
class Span:
    """Whose agenda is asked for, from the first to the last day; `today` says what he may see."""

    person: User
    first: date
    last: date
    today: date

    def covers(self, day: date) -> bool:
        """Whether the day is one of those asked for."""
        return self.first <= day <= self.last


Finder = Callable[[Span], Iterable[AgendaEntry]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: span -> entries."""
    if finder not in _finders:
        _finders.append(finder)


def entries(span: Span) -> list[AgendaEntry]:
    """Return what is on the person's agenda, in order of days."""
    found = [entry for finder in _finders for entry in finder(span)]
    return sorted(found, key=lambda entry: (entry.day, str(entry.kind), entry.title, entry.key))
