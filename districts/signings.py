"""What was signed for which unit: asked of the app that keeps agreements, which stands above.

It registers its finder in `AppConfig.ready`; duties that arise «sau khi ký kết» ask here.
"""

from collections.abc import Callable, Iterable

from districts.models import District
from districts.rules.occurrences import Signing

Finder = Callable[[Iterable[District]], Iterable[Signing]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a finder: units -> the agreements signed for them."""
    if finder not in _finders:
        _finders.append(finder)


def signings(units: Iterable[District]) -> dict[int, list[Signing]]:
    """Return what was signed, by the key of the unit."""
    units = list(units)
    found: dict[int, list[Signing]] = {unit.pk: [] for unit in units}
    for finder in _finders:
        for signing in finder(units):
            found[signing.unit].append(signing)
    return found
