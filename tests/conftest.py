"""What all tests share."""

import sys

import pytest
from django.db import connection

from tests import migrated
from tests.flushing import lift_triggers_while_emptying
from tests.network import refuse_foreign_connections

sys.addaudithook(refuse_foreign_connections)
lift_triggers_while_emptying()

CHROMIUM = "/usr/bin/chromium"


def pytest_addoption(parser):
    parser.addoption(
        "--chaos-mails", type=int, default=200, help="size of the chaos test (default: 200 mails)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what asks the database: only that can differ on another one (see scripts/test)."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in item.fixturenames:
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Take an SQLite database as it lies there; it goes with its scratch folder."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock():
        migrated.let_django_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        migrated.keep()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Give each test an empty file storage."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's browser; it finds no host but this machine, and reports home to nobody."""
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
