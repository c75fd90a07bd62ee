from datetime import UTC, datetime, timedelta

import pytest

from coop_portal import heartbeats
from coop_portal.models import Heartbeat

NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_process_never_seen_has_no_age():
    assert heartbeats.ages(NOW) == {"worker": None, "beat": None}


def test_the_last_sign_counts_and_leaves_one_row():
    heartbeats.note(heartbeats.WORKER, at=NOW - timedelta(minutes=7))
    heartbeats.note(heartbeats.WORKER, at=NOW - timedelta(seconds=20))

    assert heartbeats.ages(NOW) == {"worker": timedelta(seconds=20), "beat": None}
    assert Heartbeat.objects.count() == 1
