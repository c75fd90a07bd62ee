"""The days that matter to a person (lịch công việc): apps name them, pages and feeds show them.

An app registers a finder in its `AppConfig.ready`. A finder answers for one person and a span of
days, and gives only what that person may see today.
"""

from collections import defaultdict
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
    """Whose agenda is asked for, from the first to the last day; `today` says what he may see.

    With `undone` only what is still to be done is wanted: `first` may then lie far back.
    """

    person: User
    first: date
    last: date
    today: date
    undone: bool = False

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
    found = [
        entry for finder in _finders for entry in finder(span) if not (span.undone and entry.done)
    ]
    return sorted(found, key=lambda entry: (entry.day, str(entry.kind), entry.title, entry.key))


@dataclass(frozen=True, kw_only=True)
class Debts:
    """What of one kind is overdue and not done (việc quá hạn), the oldest first."""

    kind: str
    entries: list[AgendaEntry]


def to_do(person: User, today: date, *, last: date) -> list[AgendaEntry]:
    """Return what is not done and falls due by the last day, however long it is overdue."""
    return entries(Span(person=person, first=date.min, last=last, today=today, undone=True))


def debts(found: Iterable[AgendaEntry], today: date) -> list[Debts]:
    """Group what is overdue by its kind, the kind with the oldest debt first."""
    groups: dict[str, list[AgendaEntry]] = defaultdict(list)
    for entry in found:
        if entry.day < today:
            groups[str(entry.kind)].append(entry)
    return [Debts(kind=kind, entries=group) for kind, group in groups.items()]
