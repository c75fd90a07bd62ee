"""SQLite's copy of the rules that look into several tables (0038_agencies_paper_files holds them).

SQLite changes a table by building it anew, and refuses that while another table's trigger names
it; it also drops the table's own triggers. So these rules are lifted before migrations run and
stand again afterwards, whatever was built anew in between. PostgreSQL needs none of this.
"""

from importlib import import_module
from typing import Any

from django.db import connections


def lift(*, using: str, **_kwargs: Any) -> None:
    """Before migrations: let the tables be built anew."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name, *_rest in _rules():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def hold(*, using: str, **_kwargs: Any) -> None:
    """After migrations: the rules stand, if their migration ran."""
    connection = connections[using]
    if connection.vendor != "sqlite" or not _is_migrated(connection):
        return
    with connection.cursor() as cursor:
        for name, table, event, condition, message in _rules():
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )


def _is_migrated(connection: Any) -> bool:
    """Whether the newest of its tables is there: a database may stand at an older migration."""
    return "dispatches_dossierfile" in connection.introspection.table_names()


def _rules() -> list[tuple[str, str, str, str, str]]:
    rules: list[tuple[str, str, str, str, str]] = import_module(
        "dispatches.migrations.0038_agencies_paper_files"
    ).RULES
    return rules
