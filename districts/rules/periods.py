"""When a unit exists: from its first day on, up to the day on which it no longer does."""

from datetime import date


def exists_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a period holds on the day; no first day means always before, no last one for ever."""
    begun = valid_from is None or valid_from <= day
    return begun and (valid_to is None or day < valid_to)
