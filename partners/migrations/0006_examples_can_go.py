"""The history of an example may be deleted with it; every other history stays as it was.

So that nobody makes an example of a real relation in order to delete its history, the mark is
given when a relation is made and never after. A later migration that rebuilds partners_relation on
SQLite has to run `keep` again; tests/partners see whether the refusals are there.
"""

from importlib import import_module

from django.db import migrations

VENDORS = import_module("dispatches.migrations.0002_what_is_issued_stays").VENDORS
HISTORY, RELATION = "partners_relationstage", "partners_relation"
KEPT, MARKED = f"{HISTORY}_kept", f"{RELATION}_no_example_later"
MESSAGE = import_module("partners.migrations.0004_history_stays").MESSAGE
NO_MARK = "a real relation never becomes an example"
REAL = f"EXISTS (SELECT 1 FROM {RELATION} r WHERE r.id = OLD.relation_id AND NOT r.is_example)"
# PostgreSQL takes no question to another table as the condition of a trigger.
POSTGRESQL = (
    f"CREATE FUNCTION {KEPT}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {REAL} THEN "
    f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    f"RETURN OLD; END $$; CREATE TRIGGER {KEPT} BEFORE DELETE ON {HISTORY} FOR EACH ROW "
    f"EXECUTE FUNCTION {KEPT}()"
)


def keep(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    create, drop, _differs = VENDORS[vendor]
    schema_editor.execute(drop(KEPT, HISTORY))
    on_sqlite = create(KEPT, HISTORY, "DELETE", REAL, MESSAGE)
    schema_editor.execute(POSTGRESQL if vendor == "postgresql" else on_sqlite)
    became = "NEW.is_example AND NOT OLD.is_example"
    schema_editor.execute(create(MARKED, RELATION, "UPDATE", became, NO_MARK))


def let_go(apps, schema_editor):
    create, drop, _differs = VENDORS[schema_editor.connection.vendor]
    schema_editor.execute(drop(MARKED, RELATION))
    schema_editor.execute(drop(KEPT, HISTORY))
    schema_editor.execute(create(KEPT, HISTORY, "DELETE", "1 = 1", MESSAGE))


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_merging_and_proposals")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
