"""Rules over several tables that the database itself holds (ràng buộc liên bảng).

A migration brings them as `RULES` and its app registers it here. PostgreSQL has them from that
migration on. SQLite changes a table by building it anew, refuses that while another table's trigger
names it, and drops the table's own triggers: there the rules are lifted before migrations run and
stand again afterwards, whatever was built anew in between.
"""

from importlib import import_module
from typing import Any, NamedTuple

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.recorder import MigrationRecorder


class Rule(NamedTuple):
    """Refuses an event («INSERT») on a row of the table where the condition is true.

    The condition is written as PostgreSQL has it, with OLD and NEW for the row.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str


_migrations: list[tuple[str, str]] = []


def register(app: str, migration: str) -> None:
    """Name a migration that brings `RULES`."""
    _migrations.append((app, migration))


def operation(rules: list[Rule]) -> RunPython:
    """Return the operation with which a migration brings its rules."""
    return RunPython(
        lambda _apps, schema_editor: keep(schema_editor, rules),
        lambda _apps, schema_editor: let_go(schema_editor, rules),
        elidable=False,
    )


def keep(schema_editor: BaseDatabaseSchemaEditor, rules: list[Rule]) -> None:
    """Let the database hold the rules from this migration on; SQLite after all of them."""
    if schema_editor.connection.vendor == "postgresql":
        for rule in rules:
            schema_editor.execute(_on_postgresql(rule))


def let_go(schema_editor: BaseDatabaseSchemaEditor, rules: list[Rule]) -> None:
    """Take them away when the migration is undone; SQLite has lifted them before."""
    if schema_editor.connection.vendor == "postgresql":
        for rule in rules:
            schema_editor.execute(
                f"DROP TRIGGER {rule.name} ON {rule.table}; DROP FUNCTION {rule.name}()"
            )


def lift(*, using: str, **_kwargs: Any) -> None:
    """Before migrations: let SQLite build its tables anew."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for app, migration in _migrations:
                for rule in _rules(app, migration):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {rule.name}")


def hold(*, using: str, **_kwargs: Any) -> None:
    """After migrations: on SQLite too the rules stand whose migration has run."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        applied = MigrationRecorder(connection).applied_migrations()
        with connection.cursor() as cursor:
            for key in _migrations:
                for rule in _rules(*key) if key in applied else ():
                    cursor.execute(_on_sqlite(rule))


def _rules(app: str, migration: str) -> list[Rule]:
    rules: list[Rule] = import_module(f"{app}.migrations.{migration}").RULES
    return rules


def _on_postgresql(rule: Rule) -> str:
    """The condition of a trigger takes no subquery there: its function asks."""
    row = "OLD" if rule.event == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {rule.condition} THEN RAISE EXCEPTION '{rule.message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$; "
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
    )


def _on_sqlite(rule: Rule) -> str:
    condition = rule.condition.replace("IS DISTINCT FROM", "IS NOT")
    return (
        f"CREATE TRIGGER IF NOT EXISTS {rule.name} BEFORE {rule.event} ON {rule.table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )
