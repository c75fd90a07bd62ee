"""What a dispatch is about: the page of the app that had it written (việc mà văn bản phục vụ).

An app that stands above this one registers itself in its `AppConfig.ready`; the page of a dispatch
leads back to the work it belongs to.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dispatches.models import Dispatch


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A piece of work: its name, and the address of its page in the portal.

    `sending` is the address of the list by which the work itself sends the dispatch; empty if it
    leaves that to the dispatch's own deliveries. `note` is what its approver should know of it.
    """

    name: str
    url: str
    sending: str = ""
    note: str = ""


Finder = Callable[[Dispatch], Matter | None]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: dispatch -> the matter that it belongs to, or None."""
    if finder not in _finders:
        _finders.append(finder)


def of(dispatch: Dispatch) -> Matter | None:
    """Return the matter that the dispatch belongs to; None for a paper that stands alone."""
    found = (finder(dispatch) for finder in _finders)
    return next((matter for matter in found if matter), None)
