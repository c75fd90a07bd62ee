"""What deserves a second look before a dispatch leaves (điều cần xem lại).

An app that stands above this one registers itself in its `AppConfig.ready`: who approves or issues
the dispatch reads what it finds unusual. Nothing is held back for it: that is for a guard.
"""

from collections.abc import Callable
from datetime import datetime

from dispatches.models import Dispatch

Caution = Callable[[Dispatch, datetime], list[str]]
_cautions: list[Caution] = []


def register(caution: Caution) -> None:
    """Add a caution: (dispatch, moment) -> Vietnamese sentences, none if nothing is unusual."""
    if caution not in _cautions:
        _cautions.append(caution)


def of(dispatch: Dispatch, at: datetime) -> list[str]:
    """Return what all registered cautions say of the dispatch now."""
    return [sentence for caution in _cautions for sentence in caution(dispatch, at)]
