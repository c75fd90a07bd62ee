"""What follows from it that units follow others: told to the apps that stand above.

They register in `AppConfig.ready` what they do when successions are entered.
"""

from collections.abc import Callable, Iterable
from datetime import date

from districts.models import District

Listener = Callable[[Iterable[District], date], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Add what is done with the units that follow others, in the transaction that enters it."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(successors: Iterable[District], today: date) -> None:
    """Say that these units now follow others."""
    successors = list(successors)
    for listener in _listeners:
        listener(successors, today)
