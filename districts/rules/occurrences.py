"""When a duty is to be done (lần thực hiện nhiệm vụ): derived, never stored.

The programme gives five patterns: once by a day («xong trong năm 2021»), once without a day (a
plan «căn cứ khả năng, nhu cầu»), «hàng năm kể từ năm 2022», «sau khi ký kết», and what units keep
doing («Phổ biến, quán triệt», «Kịp thời thông tin», «Bố trí kinh phí»). It says of no yearly duty
on which day of the year it is due, so the year's last day is taken, and of no plan after a signing
how soon it is due. What is kept doing is reported each year, and no day is taken for it: it is
never late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from districts.rules.periods import exists_on

ONCE, STANDING, AGREEMENT = "mot-lan", "thuong-xuyen", "thoa-thuan"
MONTHS_TO_LOOK_BACK = 3  # in which units still write about the year that is over


@dataclass(frozen=True, kw_only=True)
class Signing:
    """A signed agreement of a unit; `on` is None where no source names the day.

    Once it `is_over`, nothing more is asked after it; what was done stays.
    """

    unit: int
    agreement: int
    title: str
    on: date | None
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """What a duty says about its time; `last_year` is that of the programme's period."""

    due: date | None = None
    yearly_from: int | None = None
    after_signing: bool = False
    is_plan: bool = False
    last_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One time that a duty is to be done; `key` tells it from the duty's other times."""

    key: str
    due: date | None = None
    year: int | None = None
    signing: Signing | None = None


def occurrences(
    pattern: Pattern,
    *,
    today: date,
    signings: Iterable[Signing] = (),
    reported: Iterable[int] = (),
    unit_begins: date | None = None,
    unit_ends: date | None = None,
) -> list[Occurrence]:
    """Return the times of a duty for one unit, in order, as known today.

    A yearly duty is told up to this year, or its first year if that is still to come. What is kept
    doing is told for this year, at its beginning also for the one before, and for the years
    `reported` on: no source says since when. What falls due before the unit exists, or when it no
    longer does (from `unit_ends` on), is not asked of it: what the unit before it still owed
    becomes its own by transfer only.
    """
    found = _by_pattern(pattern, today, signings, reported)
    return [o for o in found if o.due is None or exists_on(unit_begins, unit_ends, o.due)]


def is_asked_with_plan(occurrence: Occurrence, planned_on: date | None, today: date) -> bool:
    """Whether a duty of units that have a plan is asked of one that has it since that day.

    What has no due day is asked from the day of the plan on; what fell due before it is never.
    """
    return planned_on is not None and planned_on <= (occurrence.due or today)


def standing_key(year: int) -> str:
    """Return the key of a year of what is kept doing."""
    return f"{STANDING}-{year:04d}"


def standing_year(key: str) -> int | None:
    """Return the year that such a key names; None for any other key."""
    year = key.removeprefix(f"{STANDING}-")
    return int(year) if year != key and year.isdecimal() else None


def _by_pattern(
    pattern: Pattern, today: date, signings: Iterable[Signing], reported: Iterable[int]
) -> list[Occurrence]:
    if pattern.after_signing:
        signed = sorted(signings, key=lambda s: (s.on or date.min, s.agreement))
        return [Occurrence(key=f"{AGREEMENT}-{s.agreement}", signing=s) for s in signed]
    if pattern.yearly_from:
        last = max(pattern.yearly_from, today.year)
        last = min(last, pattern.last_year) if pattern.last_year else last
        years = range(pattern.yearly_from, last + 1)
        return [Occurrence(key=f"{y:04d}", year=y, due=date(y, 12, 31)) for y in years]
    if pattern.due:
        return [Occurrence(key=ONCE, due=pattern.due)]
    if pattern.is_plan:
        return [Occurrence(key=STANDING)]
    first = today.year - 1 if today.month <= MONTHS_TO_LOOK_BACK else today.year
    running = {min(y, pattern.last_year or y) for y in (first, today.year)}
    return [Occurrence(key=standing_key(y), year=y) for y in sorted(running | set(reported))]


STAGES = (0, 7, 30)  # days before the due day
WEEK = 7


def reminder(due: date, today: date) -> tuple[str, date] | None:
    """Return the newest stage of reminding that is reached, with its date; None if none is.

    30 and 7 days before, on the day itself, and then every week from the day after.
    """
    left = (due - today).days
    if left < 0:
        weeks = (-left - 1) // WEEK
        return "overdue", due + timedelta(days=1 + WEEK * weeks)
    return next(((str(days), due) for days in STAGES if left <= days), None)
