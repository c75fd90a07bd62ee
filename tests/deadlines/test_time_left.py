from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.time_left import TimeLeft
from deadlines.value import HANOI

INSTANT = datetime(2021, 8, 9, 0, 0, tzinfo=HANOI)


def hanoi(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2021-08-02 08:00", "còn 6 ngày"),
        ("2021-08-04 08:00", "còn 4 ngày"),
        ("2021-08-08 00:00", "còn 1 ngày"),
        ("2021-08-08 00:00:01", "còn 23 giờ 59 phút"),
        ("2021-08-08 20:40", "còn 3 giờ 20 phút"),
        ("2021-08-08 21:00", "còn 3 giờ"),
        ("2021-08-08 23:40", "còn 20 phút"),
        ("2021-08-08 23:59:59", "còn dưới 1 phút"),
        ("2021-08-09 00:00", "vừa hết hạn"),
        ("2021-08-09 00:05", "đã quá hạn 5 phút"),
        ("2021-08-09 03:20", "đã quá hạn 3 giờ"),
        ("2021-08-11 08:00", "đã quá hạn 2 ngày"),
    ],
)
def test_words(now, words):
    assert TimeLeft.between(hanoi(now), INSTANT).words == words


@pytest.mark.parametrize(
    ("now", "figure", "unit", "over"),
    [
        ("2021-08-04 08:00", 4, "day", False),
        ("2021-08-08 20:40", 3, "hour", False),
        ("2021-08-08 23:59:59", 0, "minute", False),
        ("2021-08-11 08:00", 2, "day", True),
    ],
)
def test_the_big_figure(now, figure, unit, over):
    left = TimeLeft.between(hanoi(now), INSTANT)
    assert (left.figure, left.unit, left.over) == (figure, unit, over)


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_less_than_a_minute_is_dropped(offset):
    left = TimeLeft.between(INSTANT - offset, INSTANT)
    shown = timedelta(days=left.days, hours=left.hours, minutes=left.minutes)
    assert timedelta(0) <= abs(offset) - shown < timedelta(minutes=1)
    assert left.over is (offset <= timedelta(0))
