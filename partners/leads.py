"""Where the work of an agreement leads on (liên kết từ hồ sơ thỏa thuận): pages of apps above.

Such an app registers itself in its `AppConfig.ready`; the page of an agreement shows what it
offers to the person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.models import User
from partners.models import Agreement


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A page that goes on with the agreement: what it offers, and its address in the portal."""

    name: str
    url: str


Finder = Callable[[Agreement, User], Sequence[Lead]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: agreement, person -> the pages that go on with it."""
    if finder not in _finders:
        _finders.append(finder)


def of(agreement: Agreement, person: User) -> list[Lead]:
    """Return every page that goes on with the agreement and is open to the person."""
    return [lead for finder in _finders for lead in finder(agreement, person)]
