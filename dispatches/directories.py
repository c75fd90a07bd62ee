"""Who of the recipients is a unit of the portal (đơn vị có tài khoản trên cổng).

The app of the units stands above this one and registers itself in its `AppConfig.ready`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit as a recipient: its code, its address for mail, whether anybody acts for it there.

    `organ_id` is its code in the national list (mã định danh), empty if nobody entered it.
    """

    code: str
    address: str
    staffed: bool
    organ_id: str = ""


Directory = Callable[[date], Mapping[str, Unit]]
Page = Callable[[int], str]
_directories: list[Directory] = []
_pages: list[Page] = []


def register(directory: Directory, page: Page) -> None:
    """Add a directory: day -> units by the key of each name they go by (vietnamese.text).

    `page` is where the staff of a unit open a delivery, by its key.
    """
    if directory not in _directories:
        _directories.append(directory)
        _pages.append(page)


def page_of(delivery: int) -> str:
    """Return the address of the page on which the unit opens what was delivered to it."""
    [page] = _pages
    return page(delivery)


def units_by_name(on: date) -> dict[str, Unit]:
    """Return the units that exist on the day, by the keys of their names."""
    return {key: unit for directory in _directories for key, unit in directory(on).items()}
