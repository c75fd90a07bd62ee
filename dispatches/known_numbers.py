"""Numbers of documents that are in no register of the office and yet are known to the portal.

Another app keeps such documents and registers itself in its `AppConfig.ready`; a letter may then
cite them without being warned about.
"""

from collections.abc import Callable, Iterable

Source = Callable[[], Iterable[str]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source of full numbers («125/UBND-VP»)."""
    if source not in _sources:
        _sources.append(source)


def everything() -> set[str]:
    """Return the full numbers of all sources."""
    return {number for source in _sources for number in source()}
