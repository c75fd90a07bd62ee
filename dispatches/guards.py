"""Reasons of other apps why a dispatch may not be issued yet.

An app that stands above this one registers a guard in its `AppConfig.ready`; the register asks
them all, and the page shows what they say before anybody tries.
"""

from collections.abc import Callable
from datetime import date

from dispatches.models import Dispatch

Guard = Callable[[Dispatch, date], list[str]]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Add a guard: (dispatch, date of issue) -> Vietnamese sentences, none if it may be issued."""
    if guard not in _guards:
        _guards.append(guard)


def reasons(dispatch: Dispatch, on: date) -> list[str]:
    """Collect what speaks against issuing the dispatch under that date."""
    return [reason for guard in _guards for reason in guard(dispatch, on)]
