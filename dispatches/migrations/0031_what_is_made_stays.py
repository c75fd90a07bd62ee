"""The database itself keeps a copy that is made: no deletion and no change.

As in 0002: SQLite drops the triggers of a table that a later migration alters.
"""

from django.db import migrations

COPY = "dispatches_lettercopy"
MESSAGE = "a made copy is never changed or deleted"
TRIGGERS = {"dispatches_copy_kept": "DELETE", "dispatches_copy_same": "UPDATE"}


def _sqlite(name, event):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {COPY} WHEN OLD.state = 'made' "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(name, event):
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {COPY} FOR EACH ROW "
        f"WHEN (OLD.state = 'made') EXECUTE FUNCTION {name}()"
    )


def keep(apps, schema_editor):
    create = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for name, event in TRIGGERS.items():
        schema_editor.execute(create(name, event))


def let_go(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in TRIGGERS:
        schema_editor.execute(
            f"DROP TRIGGER {name} ON {COPY}; DROP FUNCTION {name}()"
            if postgresql
            else f"DROP TRIGGER {name}"
        )


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0030_copies")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
