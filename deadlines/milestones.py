"""When an office that owes an answer is reminded (đôn đốc)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from deadlines.value import HANOI, Deadline
from deadlines.working_days import WorkingCalendar

START_OF_WORK = time(8, 0)


class Stage(StrEnum):
    """How far before the last working day of a deadline."""

    T5 = "t-5"
    T3 = "t-3"
    T1 = "t-1"
    LAST_DAY = "last-day"


WORKING_DAYS_BEFORE = {Stage.T5: 5, Stage.T3: 3, Stage.T1: 1, Stage.LAST_DAY: 0}


@dataclass(frozen=True)
class Milestone:
    """A stage and its moment: 08:00 in Hanoi."""

    stage: Stage
    at: datetime


def milestones(deadline: Deadline, calendar: WorkingCalendar) -> tuple[Milestone, ...]:
    """Return the milestones of a deadline in order of time.

    Days are counted back from the last working day on which one can answer: for «trước ngày
    09/8/2021», a Monday, that is Friday 06/8, and T-1 is Thursday 05/8. A milestone that would
    come at or after the instant is left out. A limit that has not begun has none.
    """
    if deadline.awaits_receipt:
        return ()
    last = deadline.last_working_day(calendar)
    planned = (
        Milestone(stage, _start_of_work(calendar.back(last, count) if count else last))
        for stage, count in WORKING_DAYS_BEFORE.items()
    )
    return tuple(milestone for milestone in planned if deadline.accepts(milestone.at))


def _start_of_work(day: date) -> datetime:
    return datetime.combine(day, START_OF_WORK, HANOI)
