from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given

from deadlines.milestones import Stage, milestones
from deadlines.value import HANOI, Deadline
from tests.deadlines.strategies import CALENDAR, DEADLINES

MONDAY = date(2021, 8, 9)


def days_of(deadline):
    return [f"{found.at:%d/%m %H:%M}" for found in milestones(deadline, CALENDAR)]


def test_the_reminders_of_the_call():
    found = milestones(Deadline.before(MONDAY), CALENDAR)
    assert [(stage.stage, stage.at.astimezone(UTC)) for stage in found] == [
        (Stage.T5, datetime(2021, 7, 30, 1, 0, tzinfo=UTC)),
        (Stage.T3, datetime(2021, 8, 3, 1, 0, tzinfo=UTC)),
        (Stage.T1, datetime(2021, 8, 5, 1, 0, tzinfo=UTC)),
        (Stage.LAST_DAY, datetime(2021, 8, 6, 1, 0, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("deadline", "days"),
    [
        (
            Deadline.through(MONDAY),
            ["02/08 08:00", "04/08 08:00", "06/08 08:00", "09/08 08:00"],
        ),
        (
            Deadline.before_time(MONDAY, time(17, 0)),
            ["02/08 08:00", "04/08 08:00", "06/08 08:00", "09/08 08:00"],
        ),
        # Tết 20-26/01/2023 lies between the last working day and the deadline.
        (
            Deadline.through(date(2023, 1, 26)),
            ["12/01 08:00", "16/01 08:00", "18/01 08:00", "19/01 08:00"],
        ),
        # Friday 02/01/2026 is off, Saturday 10/01/2026 is worked.
        (
            Deadline.through(date(2026, 1, 11)),
            ["05/01 08:00", "07/01 08:00", "09/01 08:00", "10/01 08:00"],
        ),
    ],
)
def test_milestones_stand_on_working_days(deadline, days):
    assert days_of(deadline) == days


@pytest.mark.parametrize(("hour", "stages"), [(time(8, 0), 3), (time(8, 1), 4), (time(7, 0), 3)])
def test_a_milestone_at_or_after_the_instant_is_left_out(hour, stages):
    assert len(milestones(Deadline.before_time(MONDAY, hour), CALENDAR)) == stages


@given(DEADLINES)
def test_milestones_of_every_kind(deadline):
    found = milestones(deadline, CALENDAR)
    assert [milestone.stage for milestone in found] == list(Stage)[: len(found)]
    assert len(found) >= 3
    assert all(one.at < other.at for one, other in pairwise(found))
    for milestone in found:
        assert deadline.accepts(milestone.at)
        assert CALENDAR.is_working(milestone.at.date())
        assert milestone.at.astimezone(HANOI).time() == time(8, 0)


def test_a_limit_that_has_not_begun_has_none():
    assert milestones(Deadline.from_receipt(7), CALENDAR) == ()
