"""Reasons of other apps why a dispatch may not be issued yet.

An app that stands above this one registers a guard in its `AppConfig.ready`; the register asks
them all, and the page shows what they say before anybody tries.
"""

from collections.abc import Callable
from datetime import datetime

from dispatches.models import Dispatch

Guard = Callable[[Dispatch, datetime], list[str]]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Add a guard: (dispatch, moment) -> Vietnamese sentences, none if it may be issued."""
    if guard not in _guards:
        _guards.append(guard)


def reasons(dispatch: Dispatch, at: datetime) -> list[str]:
    """Collect what speaks against issuing the dispatch at that moment, whatever date it bears."""
    return [reason for guard in _guards for reason in guard(dispatch, at)]
