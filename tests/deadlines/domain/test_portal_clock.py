from datetime import UTC, datetime, timedelta

import pytest

from deadlines import clock
from deadlines.domain import portal_clock

START = datetime(2021, 8, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def rehearsal(settings, db):
    settings.PORTAL_REHEARSAL = True
    settings.REHEARSAL_START = START


def test_the_clock_moves_forward_from_its_start():
    assert portal_clock.move(START + HOUR).stands_at == START + HOUR
    assert portal_clock.move(START + 2 * HOUR).stands_at == START + 2 * HOUR
    assert clock.now() == START + 2 * HOUR


def test_a_move_to_where_it_stands_changes_nothing():
    portal_clock.move(START)
    assert clock.now() == START


def test_the_clock_never_goes_back():
    portal_clock.move(START + HOUR)
    with pytest.raises(ValueError, match="không quay lại"):
        portal_clock.move(START + HOUR - timedelta(microseconds=1))
    assert clock.now() == START + HOUR


def test_nothing_lies_before_the_start():
    with pytest.raises(ValueError, match="không quay lại"):
        portal_clock.move(START - HOUR)
    assert clock.now() == START


def test_production_has_no_clock_to_move(settings):
    settings.PORTAL_REHEARSAL = False
    with pytest.raises(ValueError, match="Chỉ chế độ diễn tập"):
        portal_clock.move(START + HOUR)
    settings.PORTAL_REHEARSAL = True
    assert clock.now() == START
