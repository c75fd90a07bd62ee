import pytest
from redis import Redis

from coop_portal.checks import broker_keeps_all, uploads_are_scanned
from coop_portal.rehearsal.broker import embedded_broker


@pytest.fixture
def broker(tmp_path, settings):
    with embedded_broker(tmp_path, log=tmp_path / "broker.log") as running:
        settings.CELERY_BROKER_URL = running.url
        with Redis(unix_socket_path=running.url.removeprefix("redis+socket://")) as client:
            yield client


def test_a_broker_that_keeps_all_passes(broker):
    assert broker_keeps_all(None) == []


def test_a_broker_that_would_drop_tasks_is_a_warning(broker):
    broker.config_set("maxmemory-policy", "allkeys-lru")
    [warning] = broker_keeps_all(None)
    assert warning.id == "coop_portal.W001"
    assert warning.msg == (
        "The broker's maxmemory-policy is allkeys-lru: a full one drops waiting tasks."
    )


def test_a_broker_out_of_reach_is_said_but_no_warning(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:9/0"
    assert [found.id for found in broker_keeps_all(None)] == ["coop_portal.I001"]


def test_a_portal_without_a_malware_scanner_says_so(settings):
    assert [found.id for found in uploads_are_scanned(None)] == ["coop_portal.I002"]
    settings.MALWARE_SCANNER = "unix:///run/clamav/clamd.ctl"
    assert uploads_are_scanned(None) == []
