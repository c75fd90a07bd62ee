"""The database keeps versions of drafts and cancelled numbers as they were written."""

from importlib import import_module

from django.db import migrations

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
KEPT = {
    "dispatches_dispatchversion": "a version is never changed or deleted",
    "dispatches_cancellednumber": "a cancelled number is never changed or deleted",
}


def _triggers():
    for table, message in KEPT.items():
        yield (f"{table}_kept", table, "DELETE", "1 = 1", message)
        yield (f"{table}_same", table, "UPDATE", "1 = 1", message)


def keep(apps, schema_editor):
    create, _drop, _differs = issued.VENDORS[schema_editor.connection.vendor]
    for trigger in _triggers():
        schema_editor.execute(create(*trigger))


def let_go(apps, schema_editor):
    _create, drop, _differs = issued.VENDORS[schema_editor.connection.vendor]
    for name, table, *_rest in _triggers():
        schema_editor.execute(drop(name, table))


class Migration(migrations.Migration):
    dependencies = [("dispatches", "0012_handling")]

    operations = [migrations.RunPython(keep, let_go, elidable=False)]
