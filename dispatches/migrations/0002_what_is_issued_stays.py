"""The database itself keeps what is issued: no deletion, no change but the one PDF.

SQLite rebuilds a table that a later migration alters and drops its triggers: such a migration has
to run `keep` again. tests/dispatches/test_models.py sees whether the refusals are there.
"""

from django.db import migrations

DISPATCH, FILE = "dispatches_dispatch", "dispatches_storedfile"
FROZEN = [
    "book_id", "symbol", "subject", "letter", "letter_digest", "state", "created_by_id",
    "created_at", "edited_by_id", "submitted_by_id", "submitted_at", "approved_by_id",
    "approved_at", "approved_digest", "number", "year", "date", "issued_by_id", "issued_at",
]  # fmt: skip
NO_DELETE = "an issued dispatch is never deleted"
NO_CHANGE = "an issued dispatch is never changed"
NO_FILE_CHANGE = "a stored file is never changed or deleted"


def _changed(differs, frozen):
    changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in frozen)
    return f"({changed} OR (OLD.pdf_id IS NOT NULL AND NEW.pdf_id {differs} OLD.pdf_id))"


def _sqlite(name, table, event, condition, message):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql(name, table, event, condition, message):
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION {name}()"
    )


def _drop_sqlite(name, table):
    return f"DROP TRIGGER {name}"


def _drop_postgresql(name, table):
    return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()"


VENDORS = {
    "sqlite": (_sqlite, _drop_sqlite, "IS NOT"),
    "postgresql": (_postgresql, _drop_postgresql, "IS DISTINCT FROM"),
}


def _triggers(differs, frozen):
    issued = "OLD.state = 'issued'"
    return [
        ("dispatches_issued_kept", DISPATCH, "DELETE", issued, NO_DELETE),
        ("dispatches_issued_same", DISPATCH, "UPDATE", f"{issued} AND {_changed(differs, frozen)}", NO_CHANGE),
        ("dispatches_file_kept", FILE, "DELETE", "1 = 1", NO_FILE_CHANGE),
        ("dispatches_file_same", FILE, "UPDATE", "1 = 1", NO_FILE_CHANGE),
    ]


def keep(apps, schema_editor, frozen=FROZEN):
    create, _drop, differs = VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers(differs, frozen):
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, differs = VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers(differs, FROZEN):
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0001_initial")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
