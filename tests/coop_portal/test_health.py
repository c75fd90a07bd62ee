from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from accounts.actors import SYSTEM
from coop_portal import heartbeats
from coop_portal.health import Finding, examine
from coop_portal.rehearsal.broker import embedded_broker
from deadlines import clock
from outbox.domain.messages import enqueue
from outbox.models import Message
from tests.dispatches.uploads.scanner import Scanner

WALL = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
NOW = datetime(2021, 8, 3, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_broker(settings):
    settings.CELERY_BROKER_URL = "redis://:canary@127.0.0.1:9/0"


@pytest.fixture
def broker(tmp_path, settings):
    with embedded_broker(tmp_path, log=tmp_path / "broker.log") as running:
        settings.CELERY_BROKER_URL = running.url
        yield running


@pytest.fixture
def living_processes():
    for name in (heartbeats.WORKER, heartbeats.BEAT):
        heartbeats.note(name, at=WALL - timedelta(seconds=21))


def mail(*, written=NOW, **fields):
    message = enqueue(
        key=f"call:{Message.objects.count()}",
        kind="call",
        topic=("consultations.consultee", 1),
        to_name="UBND huyện Lục Ngạn",
        to_address="canary@lucngan.example",
        subject="Lấy ý kiến",
        text="Kính gửi UBND huyện Lục Ngạn",
        by=SYSTEM,
        at=written,
    )
    Message.objects.filter(pk=message.pk).update(**fields)


def finding(name):
    [found] = [one for one in examine(now=NOW, wall=WALL) if one.name == name]
    return found


def test_all_is_well(broker, living_processes):
    assert examine(now=NOW, wall=WALL) == [
        Finding("database", well=True),
        Finding("broker", well=True),
        Finding("malware_scanner", well=True, note="not configured"),
        Finding("worker", well=True, age=21),
        Finding("beat", well=True, age=21),
        Finding("oldest_unsent_mail", well=True),
    ]


def test_a_broker_that_is_gone_is_seen(broker):
    broker.process.kill()
    broker.process.wait()
    assert finding("broker") == Finding("broker", well=False)


@pytest.mark.parametrize(("seconds", "well"), [(299, True), (300, False), (86_400, False)])
def test_a_process_is_dead_after_five_minutes_of_silence(seconds, well):
    heartbeats.note(heartbeats.BEAT, at=WALL - timedelta(seconds=seconds))
    assert finding("beat") == Finding("beat", well=well, age=seconds)


def test_a_process_never_seen_is_not_well():
    assert finding("worker") == Finding("worker", well=False)


@pytest.mark.parametrize(("minutes", "well"), [(0, True), (10, True), (11, False)])
def test_mail_should_leave_within_ten_minutes(minutes, well):
    mail(written=NOW - timedelta(minutes=minutes))
    assert finding("oldest_unsent_mail") == Finding("oldest_unsent_mail", well, minutes * 60)


def test_mail_that_waits_for_another_try_is_no_fault_of_the_portal():
    mail(written=NOW - timedelta(hours=5), next_try_at=WALL + timedelta(hours=1))
    assert finding("oldest_unsent_mail") == Finding("oldest_unsent_mail", well=True, age=18_000)


def test_mail_whose_next_try_is_overdue_is():
    mail(written=NOW - timedelta(hours=5), next_try_at=WALL - timedelta(minutes=11))
    assert finding("oldest_unsent_mail") == Finding("oldest_unsent_mail", well=False, age=18_000)


def test_a_database_that_does_not_answer_is_seen(broker):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE coop_portal_heartbeat RENAME TO gone")
    assert examine(now=NOW, wall=WALL) == [
        Finding("database", well=False),
        Finding("broker", well=True),
        Finding("malware_scanner", well=True, note="not configured"),
    ]


def test_the_page_is_open_to_everybody_and_tells_machines(client, broker):
    for name in (heartbeats.WORKER, heartbeats.BEAT):
        heartbeats.note(name, at=clock.wall())
    answer = client.get(reverse("health"))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert answer.json()["well"] is True
    assert [found["name"] for found in answer.json()["findings"]] == [
        "database",
        "broker",
        "malware_scanner",
        "worker",
        "beat",
        "oldest_unsent_mail",
    ]


def test_the_page_is_503_when_something_is_wrong_and_holds_nothing_private(client):
    mail()
    answer = client.get(reverse("health"))

    assert answer.status_code == 503
    assert answer.json()["well"] is False
    assert "canary" not in answer.content.decode()


def test_a_malware_scanner_that_answers_is_well_and_one_that_does_not_is_seen(settings):
    with Scanner() as running:
        settings.MALWARE_SCANNER = running.address
        assert finding("malware_scanner") == Finding("malware_scanner", well=True)
    assert finding("malware_scanner") == Finding("malware_scanner", well=False)
