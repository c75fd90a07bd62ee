from datetime import timedelta

import pytest
from django.db import connection

from coop_portal import heartbeats
from coop_portal.beat import RecordingScheduler
from coop_portal.celery import app
from coop_portal.models import Heartbeat
from coop_portal.tasks import heartbeat
from deadlines import clock

SECOND = timedelta(seconds=1)

# Beat closes its old connections as it does outside of tests; no test transaction outlives that.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scheduler():
    return RecordingScheduler(app=app)


def ring(scheduler, task):
    [entry] = [entry for entry in scheduler.schedule.values() if entry.task == task]
    scheduler.apply_entry(entry)


def test_beat_notes_its_own_sign_of_life(scheduler):
    ring(scheduler, "coop_portal.heartbeat")

    ages = heartbeats.ages(clock.wall())
    assert ages["beat"] < 5 * SECOND
    assert ages["worker"] is None  # nobody has taken the ring


def test_other_rings_are_no_sign_of_life(scheduler):
    ring(scheduler, "outbox.sweep")
    assert not Heartbeat.objects.exists()


def test_the_worker_notes_that_it_took_the_ring():
    heartbeat()
    assert heartbeats.ages(clock.wall())["worker"] < 5 * SECOND


@pytest.fixture
def table_away():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coop_portal_heartbeat RENAME TO gone")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE gone RENAME TO coop_portal_heartbeat")


@pytest.mark.usefixtures("table_away")
def test_a_database_that_is_away_does_not_end_beat(scheduler, caplog):
    ring(scheduler, "coop_portal.heartbeat")
    assert "Beat could not note its sign of life" in caplog.text


def test_every_periodic_task_exists_and_goes_stale_with_the_next_ring():
    app.loader.import_default_modules()
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] == entry["schedule"]
