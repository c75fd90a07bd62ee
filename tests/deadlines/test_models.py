from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import isolate_apps
from hypothesis import given

from deadlines.enums import DeadlineKind
from deadlines.models import KINDS, CalendarDay, DeadlineFields, PortalClock
from deadlines.value import Deadline
from tests.deadlines.strategies import CALENDAR, DEADLINES

MONDAY = date(2021, 8, 9)
EXAMPLES = [
    Deadline.before(MONDAY),
    Deadline.through(MONDAY),
    Deadline.before_time(MONDAY, time(17, 0)),
    Deadline.within_working_days(7, MONDAY, CALENDAR),
    Deadline.from_receipt(7),
]


@isolate_apps("deadlines")
def concrete_model():
    class Term(DeadlineFields):
        class Meta(DeadlineFields.Meta):
            app_label = "deadlines"

    return Term


Term = concrete_model()


@pytest.fixture
def table(db):
    # Not entered as a context: SQLite's editor will not start inside the test's transaction.
    editor = connection.schema_editor(collect_sql=True)
    editor.deferred_sql = []
    editor.create_model(Term)
    with connection.cursor() as cursor:
        for statement in editor.collected_sql:
            cursor.execute(statement)


def term(deadline, **changes):
    made = Term()
    made.set_deadline(deadline)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def assert_refused(constraint, made):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.save()


def test_every_kind_has_a_name_on_pages():
    assert [value for value, _ in KINDS] == [kind.value for kind in DeadlineKind]


@given(DEADLINES)
def test_columns_and_value_are_one_thing(deadline):
    made = term(deadline)
    assert made.deadline == deadline
    assert (made.deadline_phrase, made.deadline_instant) == (deadline.phrase, deadline.instant)


@pytest.mark.parametrize("deadline", EXAMPLES)
def test_every_kind_is_stored_and_read_back(table, deadline):
    made = term(deadline)
    made.save()
    made.refresh_from_db()
    assert made.deadline == deadline
    assert made.deadline_instant == deadline.instant


@pytest.mark.parametrize("deadline", EXAMPLES)
def test_a_time_goes_with_its_kind_only(table, deadline):
    timed = deadline.kind == DeadlineKind.BEFORE_TIME
    wrong = term(deadline, deadline_time=None if timed else time(17, 0))
    assert_refused("deadlines_term_deadline_time", wrong)


@pytest.mark.parametrize("deadline", EXAMPLES)
def test_a_count_of_days_goes_with_its_kind_only(table, deadline):
    counted = deadline.kind == DeadlineKind.WITHIN_WORKING_DAYS
    wrong = term(deadline, deadline_working_days=None if counted else 7)
    assert_refused("deadlines_term_deadline_days", wrong)


def test_no_unknown_kind_no_empty_words_no_count_of_none(table):
    assert_refused("deadlines_term_deadline_kind", term(EXAMPLES[0], deadline_kind="some_day"))
    assert_refused("deadlines_term_deadline_phrase", term(EXAMPLES[0], deadline_phrase=""))
    assert_refused("deadlines_term_deadline_date", term(EXAMPLES[0], deadline_date=None))
    none = term(EXAMPLES[3], deadline_working_days=0)
    assert_refused("deadlines_term_deadline_one_day", none)


def test_a_calendar_day_is_entered_once_and_with_its_basis(db):
    CalendarDay.objects.create(date=MONDAY, working=False, basis="Công văn số 01/UBND-NC")
    assert str(CalendarDay.objects.get(date=MONDAY)) == "09/8/2021"
    again = CalendarDay(date=MONDAY, working=True, basis="Công văn số 02/UBND-NC")
    assert_refused("date", again)
    assert_refused(
        "deadlines_calendarday_basis", CalendarDay(date=date(2021, 8, 10), working=False)
    )


def test_there_is_one_clock(db):
    assert str(PortalClock(stands_at=EXAMPLES[0].instant)) == "00:00 09/8/2021"
    other = PortalClock(pk=2, stands_at=EXAMPLES[0].instant)
    assert_refused("deadlines_portalclock_only_one", other)
