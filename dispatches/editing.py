"""Where a dispatch's text is written, if not in the editor of this app.

An app that stands above this one and composes letters from its own records registers itself in its
`AppConfig.ready`: the text then follows from those records and is changed with them only.
"""

from collections.abc import Callable

from dispatches.models import Dispatch

Workplace = Callable[[Dispatch], str]
_workplaces: list[Workplace] = []


def register(workplace: Workplace) -> None:
    """Add a workplace: dispatch -> address of the page that composes it, "" if another does."""
    if workplace not in _workplaces:
        _workplaces.append(workplace)


def composed_at(dispatch: Dispatch) -> str:
    """Return the page that composes the dispatch; "" if its text is written by hand here."""
    return next((url for workplace in _workplaces if (url := workplace(dispatch))), "")
