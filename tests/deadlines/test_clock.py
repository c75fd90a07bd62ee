from datetime import UTC, date, datetime, timedelta

import pytest

from deadlines import clock
from deadlines.models import PortalClock

START = datetime(2021, 8, 2, 1, 0, tzinfo=UTC)
REAL = timedelta(seconds=10)


@pytest.fixture
def rehearsal(settings, db):
    settings.PORTAL_REHEARSAL = True
    settings.REHEARSAL_START = START


def test_the_rehearsal_begins_at_its_start(rehearsal, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert clock.now() == START


def test_the_rehearsals_clock_stands(rehearsal, django_assert_num_queries):
    PortalClock.objects.create(stands_at=START + timedelta(hours=1))
    with django_assert_num_queries(1):
        assert clock.now() == START + timedelta(hours=1)


def test_the_day_is_that_of_hanoi(rehearsal):
    PortalClock.objects.create(stands_at=datetime(2021, 8, 2, 17, 0, tzinfo=UTC))
    assert clock.today() == date(2021, 8, 3)


def test_production_has_the_real_time_whatever_the_row_says(
    rehearsal, settings, django_assert_num_queries
):
    PortalClock.objects.create(stands_at=START)
    settings.PORTAL_REHEARSAL = False
    with django_assert_num_queries(0):
        assert abs(clock.now() - datetime.now(UTC)) < REAL


def test_the_wall_clock_is_real_in_rehearsal_too(rehearsal, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert abs(clock.wall() - datetime.now(UTC)) < REAL
