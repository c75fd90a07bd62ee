"""Where the work of a dossier leads on (liên kết từ hồ sơ): pages of apps above this one.

Such an app registers itself in its `AppConfig.ready`; the page of a dossier shows what it offers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dispatches.models import Dossier


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A page on which the work goes on: what it offers, and its address in the portal."""

    name: str
    url: str


Finder = Callable[[Dossier], Sequence[Lead]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: dossier -> the pages that help with it."""
    if finder not in _finders:
        _finders.append(finder)


def of(dossier: Dossier) -> list[Lead]:
    """Return every page that helps with the dossier."""
    return [lead for finder in _finders for lead in finder(dossier)]
