"""Emptying the database after a test that commits, in spite of the triggers that forbid it.

PostgreSQL truncates, which fires no row trigger. SQLite deletes row by row, so its triggers are
lifted for the moment of emptying and put back as they were.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Take the triggers of an SQLite database away, and put the same ones back."""
    if connection.vendor != "sqlite":
        yield
        return
    with triggers_put_back(), connection.cursor() as cursor:
        for name, _sql in _triggers():
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield


@contextmanager
def triggers_put_back() -> Iterator[None]:
    """After the block each trigger of an SQLite database stands as it did before."""
    triggers = _triggers() if connection.vendor == "sqlite" else []
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, sql in triggers:
                # Emptying ends with «after migrations», where an app may have put its own back.
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                cursor.execute(sql)


def _triggers() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return cursor.fetchall()


def lift_triggers_while_emptying() -> None:
    """Make Django's own emptying after a committing test do so."""
    empty = TransactionTestCase._fixture_teardown

    def _fixture_teardown(self):
        with triggers_lifted():
            empty(self)

    TransactionTestCase._fixture_teardown = _fixture_teardown
