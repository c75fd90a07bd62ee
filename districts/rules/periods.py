"""When a unit exists: from its first day on, up to the day on which it no longer does."""

from datetime import date

Period = tuple[date | None, date | None]  # the first day, and the first one after it


def exists_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a period holds on the day; no first day means always before, no last one for ever."""
    begun = valid_from is None or valid_from <= day
    return begun and (valid_to is None or day < valid_to)


def overlap(one: Period, other: Period) -> bool:
    """Whether there is a day that lies in both."""
    return _begins_before(one, other) and _begins_before(other, one)


def within(inner: Period, outer: Period) -> bool:
    """Whether every day of the one lies in the other."""
    later = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return later and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def _begins_before(one: Period, other: Period) -> bool:
    """Whether the one begins before the other has ended."""
    return one[0] is None or other[1] is None or one[0] < other[1]
