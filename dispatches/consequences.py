"""What else follows when a dispatch is issued, said by the apps that will do it.

An app that stands above this one registers itself in its `AppConfig.ready`; the page that asks for
number and date shows their sentences, in numbers, before anything happens.
"""

from collections.abc import Callable

from dispatches.models import Dispatch

Consequence = Callable[[Dispatch], list[str]]
_consequences: list[Consequence] = []


def register(consequence: Consequence) -> None:
    """Add a consequence: dispatch -> sentences, none if nothing follows."""
    if consequence not in _consequences:
        _consequences.append(consequence)


def of_issuing(dispatch: Dispatch) -> list[str]:
    """Collect what will follow."""
    return [sentence for consequence in _consequences for sentence in consequence(dispatch)]
