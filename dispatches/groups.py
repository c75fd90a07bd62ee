"""Who is meant by a name that stands for several recipients (nơi nhận chung và từng nơi nhận).

«UBND các huyện, thành phố» says nothing of addresses; the app that had the document written knows
whom it asked. Such an app registers itself in its `AppConfig.ready`.
"""

from collections.abc import Callable, Mapping, Sequence

from dispatches.addressees import Addressee
from dispatches.models import Dispatch
from vietnamese.text import same_name_key

Finder = Callable[[Dispatch], Mapping[str, Sequence[Addressee]]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: dispatch -> the members of each of its groups, by the group's name."""
    if finder not in _finders:
        _finders.append(finder)


def members_of(dispatch: Dispatch) -> dict[str, Sequence[Addressee]]:
    """Return the members of the document's groups that are known, by the key of the name."""
    found = (item for finder in _finders for item in finder(dispatch).items())
    return {same_name_key(name): members for name, members in found}
