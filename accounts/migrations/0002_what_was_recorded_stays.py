"""The database itself keeps the audit trail: a row is written once, never changed, never deleted.

SQLite rebuilds a table that a later migration alters and drops its triggers: such a migration has
to run `keep` again. tests/accounts/test_audit.py sees whether the refusals are there.
"""

from django.db import migrations

TABLE = "accounts_auditevent"
EVENTS = ("UPDATE", "DELETE")
MESSAGE = "the audit trail is append-only"


def _name(event):
    return f"accounts_audit_no_{event.lower()}"


def _sqlite(event):
    return (
        f"CREATE TRIGGER {_name(event)} BEFORE {event} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(event):
    name = _name(event)
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$; "
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


CREATE = {"sqlite": _sqlite, "postgresql": _postgresql}
DROP = {
    "sqlite": "DROP TRIGGER {name}",
    "postgresql": "DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()",
}


def keep(apps, schema_editor):
    for event in EVENTS:
        schema_editor.execute(CREATE[schema_editor.connection.vendor](event))


def let_go(apps, schema_editor):
    for event in EVENTS:
        drop = DROP[schema_editor.connection.vendor]
        schema_editor.execute(drop.format(name=_name(event), table=TABLE))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
