"""A deadline (thời hạn): its words and its instant are one thing.

The letter, the page, the mail, the form and the job that closes a round all ask this value, so
they cannot disagree. The phrases are those of official letters and are not translated.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from deadlines.enums import DeadlineKind
from deadlines.time_left import TimeLeft
from deadlines.working_days import WorkingCalendar
from vietnamese.dates import clock_time, prose_time, short_date, weekday
from vietnamese.numbers import padded

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MIDNIGHT = dt.time(0, 0)
ONE_DAY = dt.timedelta(days=1)
# The instant of a limit that has not begun: no moment is too late, and none is compared with null.
NO_END = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
# The years whose public holidays are known.
YEARS = range(1901, 2100)


def day_in_hanoi(at: dt.datetime) -> dt.date:
    """Return the day that the office's calendar shows at the moment."""
    return at.astimezone(HANOI).date()


@dataclass(frozen=True)
class Deadline:
    """A time limit as the letter words it.

    `date` is the date that stands in the words; for WITHIN_WORKING_DAYS, which names none, it is
    the last day counted, and None before the receipt from which one counts: such a limit has not
    begun, it has words and no end. ValueError if the parts do not fit the kind, or outside YEARS.
    """

    kind: DeadlineKind
    date: dt.date | None
    time: dt.time | None = None
    working_days: int | None = None

    def __post_init__(self) -> None:
        timed = self.kind == DeadlineKind.BEFORE_TIME
        counted = self.kind == DeadlineKind.WITHIN_WORKING_DAYS
        if (self.time is not None) != timed or (self.working_days is not None) != counted:
            raise ValueError("A time belongs to «before time», a count to «within working days».")
        if self.time and self.time != self.time.replace(second=0, microsecond=0, tzinfo=None):
            raise ValueError("The time of a deadline is whole minutes of Hanoi time.")
        if self.working_days is not None and self.working_days < 1:
            raise ValueError("A deadline within working days counts one day or more.")
        if self.date is None and not counted:
            raise ValueError("Only a limit that runs from a receipt names no day.")
        if self.date and self.date.year not in YEARS:
            raise ValueError(f"No deadline can be in the year {self.date.year}.")

    @classmethod
    def before(cls, day: dt.date) -> Self:
        """«trước ngày 09/8/2021»: answers of that day are late."""
        return cls(DeadlineKind.BEFORE_DATE, day)

    @classmethod
    def through(cls, day: dt.date) -> Self:
        """«đến hết ngày 09/8/2021»: answers of that day are in time."""
        return cls(DeadlineKind.THROUGH_DATE, day)

    @classmethod
    def before_time(cls, day: dt.date, moment: dt.time) -> Self:
        """«trước 17 giờ 00 ngày 09/8/2021», Hanoi time."""
        return cls(DeadlineKind.BEFORE_TIME, day, time=moment)

    @classmethod
    def from_receipt(cls, count: int) -> Self:
        """The same words, as long as nobody has received the letter (chưa nhận được văn bản)."""
        return cls(DeadlineKind.WITHIN_WORKING_DAYS, None, working_days=count)

    @classmethod
    def within_working_days(cls, count: int, received: dt.date, calendar: WorkingCalendar) -> Self:
        """«trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản».

        The day of receipt is not counted and the last day counts to its end (Civil Code 2015,
        art. 147-148).
        """
        last = calendar.add(received, count)
        return cls(DeadlineKind.WITHIN_WORKING_DAYS, last, working_days=count)

    @property
    def awaits_receipt(self) -> bool:
        """Whether it has not begun: it runs from a receipt that has not come yet."""
        return self.date is None

    @property
    def phrase(self) -> str:
        """The words of the letter."""
        match self.kind:
            case DeadlineKind.THROUGH_DATE:
                return f"đến hết {self.bold_part}"
            case DeadlineKind.WITHIN_WORKING_DAYS:
                return f"trong thời hạn {self.bold_part} kể từ ngày nhận được văn bản"
            case _:
                return f"trước {self.bold_part}"

    @property
    def phrase_and_day(self) -> str:
        """The words, and the last day that they leave out: «…, đến hết ngày 11/8/2021»."""
        if self.working_days and not self.awaits_receipt:
            return f"{self.phrase}, đến hết {self._named_day}"
        return self.phrase

    @property
    def bold_part(self) -> str:
        """The part of the phrase that the letter sets in bold."""
        if self.working_days:
            return f"{padded(self.working_days)} ngày làm việc"
        return f"{prose_time(self.time)} {self._named_day}" if self.time else self._named_day

    @property
    def _named_day(self) -> str:
        return f"ngày {short_date(self.date)}" if self.date else ""

    @property
    def instant(self) -> dt.datetime:
        """The first moment that is too late, in UTC."""
        return self._local_instant.astimezone(dt.UTC)

    @property
    def _local_instant(self) -> dt.datetime:
        if self.date is None:
            return NO_END.astimezone(HANOI)
        before = self.kind in (DeadlineKind.BEFORE_DATE, DeadlineKind.BEFORE_TIME)
        day = self.date if before else self.date + ONE_DAY
        return dt.datetime.combine(day, self.time or MIDNIGHT, HANOI)

    @property
    def instant_phrase(self) -> str:
        """The same limit without room for doubt: «hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội».

        ValueError for one that has not begun.
        """
        if self.awaits_receipt:
            raise ValueError("A limit that has not begun ends at no moment.")
        day = f"{weekday(self.last_day)} {short_date(self.last_day)}"
        if self._local_instant.time() == MIDNIGHT:
            return f"hết {day}, 24:00 giờ Hà Nội"
        return f"{clock_time(self._local_instant.time())} giờ Hà Nội, {day}"

    @property
    def last_day(self) -> dt.date:
        """The day, in Hanoi, of the last moment that is still in time."""
        return (self._local_instant - dt.timedelta.resolution).date()

    def accepts(self, at: dt.datetime) -> bool:
        """Return whether the moment is still in time."""
        return at < self.instant

    def days_late(self, at: dt.datetime) -> int:
        """Return the days begun since the instant: 0 in time, 1 within the first 24 hours."""
        return 0 if self.accepts(at) else (at - self.instant) // ONE_DAY + 1

    def time_left(self, now: dt.datetime) -> TimeLeft:
        """Return what is left, or how long it is over."""
        return TimeLeft.between(now, self.instant)

    def last_working_day(self, calendar: WorkingCalendar) -> dt.date:
        """Return the last day on which an office can still answer in time."""
        return calendar.latest_working(self.last_day)

    def falls_on_day_off(self, calendar: WorkingCalendar) -> bool:
        """Return whether the last day in time is no working day: worth a warning to the drafter."""
        return not (self.awaits_receipt or calendar.is_working(self.last_day))
