"""Deadlines of every kind, for property tests."""

from datetime import date, time

from hypothesis import strategies as st

from deadlines.value import Deadline
from deadlines.working_days import WorkingCalendar

CALENDAR = WorkingCalendar({date(2026, 1, 2): False, date(2026, 1, 10): True})
DAYS = st.dates(date(2015, 1, 1), date(2050, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DEADLINES = st.one_of(
    st.builds(Deadline.before, DAYS),
    st.builds(Deadline.through, DAYS),
    st.builds(Deadline.before_time, DAYS, TIMES),
    st.builds(Deadline.within_working_days, st.integers(1, 30), DAYS, st.just(CALENDAR)),
)
