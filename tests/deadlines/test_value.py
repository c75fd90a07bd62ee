from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.enums import DeadlineKind
from deadlines.value import HANOI, Deadline, day_in_hanoi
from deadlines.working_days import WorkingCalendar
from tests.deadlines.strategies import CALENDAR, DAYS, DEADLINES

MONDAY = date(2021, 8, 9)
TICKS = [timedelta(milliseconds=1), timedelta(seconds=1)]


def test_the_day_changes_at_midnight_in_hanoi():
    midnight = datetime(2021, 8, 8, 17, 0, tzinfo=UTC)
    assert day_in_hanoi(midnight) == MONDAY
    assert day_in_hanoi(midnight - TICKS[0]) == date(2021, 8, 8)


@pytest.mark.parametrize(
    ("deadline", "phrase", "bold_part", "instant", "instant_phrase"),
    [
        (
            Deadline.before(MONDAY),
            "trước ngày 09/8/2021",
            "ngày 09/8/2021",
            datetime(2021, 8, 8, 17, 0, tzinfo=UTC),
            "hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội",
        ),
        (
            Deadline.through(MONDAY),
            "đến hết ngày 09/8/2021",
            "ngày 09/8/2021",
            datetime(2021, 8, 9, 17, 0, tzinfo=UTC),
            "hết thứ Hai 09/8/2021, 24:00 giờ Hà Nội",
        ),
        (
            Deadline.before_time(MONDAY, time(17, 0)),
            "trước 17 giờ 00 ngày 09/8/2021",
            "17 giờ 00 ngày 09/8/2021",
            datetime(2021, 8, 9, 10, 0, tzinfo=UTC),
            "17:00 giờ Hà Nội, thứ Hai 09/8/2021",
        ),
        (
            Deadline.before_time(MONDAY, time(0, 0)),
            "trước 00 giờ 00 ngày 09/8/2021",
            "00 giờ 00 ngày 09/8/2021",
            datetime(2021, 8, 8, 17, 0, tzinfo=UTC),
            "hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội",
        ),
        (
            Deadline.within_working_days(7, date(2021, 8, 27), CALENDAR),
            "trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản",
            "07 ngày làm việc",
            datetime(2021, 9, 9, 17, 0, tzinfo=UTC),
            "hết thứ Năm 09/9/2021, 24:00 giờ Hà Nội",
        ),
    ],
)
def test_words_and_instant(deadline, phrase, bold_part, instant, instant_phrase):
    assert deadline.phrase == phrase
    assert deadline.bold_part == bold_part
    assert deadline.instant == instant
    assert deadline.instant.tzinfo is UTC
    assert deadline.instant_phrase == instant_phrase


def test_the_deadline_of_the_call_falls_on_a_sunday():
    deadline = Deadline.before(MONDAY)
    assert deadline.last_day == date(2021, 8, 8)
    assert deadline.last_working_day(CALENDAR) == date(2021, 8, 6)
    assert deadline.falls_on_day_off(CALENDAR)
    assert not Deadline.through(MONDAY).falls_on_day_off(CALENDAR)


def test_a_make_up_saturday_is_a_last_working_day():
    deadline = Deadline.through(date(2026, 1, 10))
    assert deadline.falls_on_day_off(WorkingCalendar())
    assert not deadline.falls_on_day_off(CALENDAR)
    assert deadline.last_working_day(CALENDAR) == date(2026, 1, 10)


def test_a_deadline_in_tet_ends_for_offices_before_tet():
    deadline = Deadline.through(date(2023, 1, 24))
    assert deadline.last_working_day(CALENDAR) == date(2023, 1, 19)
    within = Deadline.within_working_days(2, date(2023, 1, 19), CALENDAR)
    assert within.date == date(2023, 1, 30)


@given(DEADLINES, st.sampled_from(TICKS))
def test_the_instant_itself_is_too_late(deadline, tick):
    assert deadline.accepts(deadline.instant - tick)
    assert not deadline.accepts(deadline.instant)
    assert not deadline.accepts(deadline.instant + tick)


@given(DEADLINES, st.sampled_from(TICKS))
def test_the_zone_of_the_server_makes_no_difference(deadline, tick):
    last = deadline.instant - tick
    assert (
        deadline.accepts(last.astimezone(HANOI)) is deadline.accepts(last.astimezone(UTC)) is True
    )
    assert last.astimezone(HANOI).date() == deadline.last_day


@given(DAYS)
def test_before_a_day_and_through_the_day_before_are_one_instant(day):
    before = Deadline.before(day)
    assert before.instant == Deadline.through(day - timedelta(days=1)).instant
    assert before.instant == datetime.combine(day, time(0), HANOI)


@given(DEADLINES)
def test_words_belong_together(deadline):
    assert deadline.bold_part in deadline.phrase
    assert deadline.last_working_day(CALENDAR) <= deadline.last_day
    on_time = deadline.last_working_day(CALENDAR) == deadline.last_day
    assert deadline.falls_on_day_off(CALENDAR) is not on_time


@given(st.integers(1, 30), DAYS)
def test_a_deadline_in_working_days_ends_on_one(count, received):
    deadline = Deadline.within_working_days(count, received, CALENDAR)
    assert not deadline.falls_on_day_off(CALENDAR)
    assert deadline.last_day == deadline.date > received


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (timedelta(milliseconds=-1), 0),
        (timedelta(0), 1),
        (timedelta(hours=23, minutes=59), 1),
        (timedelta(days=1), 2),
        (timedelta(days=3, seconds=1), 4),
    ],
)
def test_days_late_counts_begun_days(after, days):
    deadline = Deadline.before(MONDAY)
    assert deadline.days_late(deadline.instant + after) == days


@given(DEADLINES, st.integers(-(10**6), 10**6))
def test_late_is_the_opposite_of_accepted(deadline, seconds):
    at = deadline.instant + timedelta(seconds=seconds)
    assert (deadline.days_late(at) == 0) is deadline.accepts(at)
    assert deadline.time_left(at).over is not deadline.accepts(at)


def test_a_time_without_zone_is_refused():
    with pytest.raises(TypeError):
        Deadline.before(MONDAY).accepts(datetime(2021, 8, 8))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"kind": DeadlineKind.BEFORE_TIME}, "A time belongs"),
        ({"kind": DeadlineKind.BEFORE_DATE, "time": time(17)}, "A time belongs"),
        ({"kind": DeadlineKind.WITHIN_WORKING_DAYS}, "a count to"),
        ({"kind": DeadlineKind.THROUGH_DATE, "working_days": 7}, "a count to"),
        ({"kind": DeadlineKind.WITHIN_WORKING_DAYS, "working_days": 0}, "one day or more"),
        ({"kind": DeadlineKind.BEFORE_TIME, "time": time(17, 0, 30)}, "whole minutes"),
        ({"kind": DeadlineKind.BEFORE_TIME, "time": time(17, tzinfo=UTC)}, "whole minutes"),
        ({"kind": DeadlineKind.BEFORE_DATE, "date": date(21, 8, 9)}, "the year 21"),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts, sentence):
    with pytest.raises(ValueError, match=sentence):
        Deadline(**({"date": MONDAY} | parts))


def test_a_limit_from_receipt_has_words_and_no_end_until_it_begins():
    waits = Deadline.from_receipt(7)
    begun = Deadline.within_working_days(7, MONDAY, CALENDAR)
    far = datetime(2099, 12, 31, tzinfo=UTC)

    assert (waits.phrase, waits.bold_part) == (begun.phrase, begun.bold_part)
    assert (waits.awaits_receipt, begun.awaits_receipt) == (True, False)
    assert waits.accepts(far)
    assert waits.days_late(far) == 0
    assert not waits.falls_on_day_off(CALENDAR)
    assert waits.phrase_and_day == waits.phrase
    assert begun.phrase_and_day == f"{begun.phrase}, đến hết ngày 18/8/2021"
    with pytest.raises(ValueError, match="ends at no moment"):
        str(waits.instant_phrase)


def test_any_other_limit_names_a_day():
    with pytest.raises(ValueError, match="runs from a receipt"):
        Deadline(DeadlineKind.BEFORE_DATE, None)
    assert Deadline.before(MONDAY).phrase_and_day == "trước ngày 09/8/2021"
